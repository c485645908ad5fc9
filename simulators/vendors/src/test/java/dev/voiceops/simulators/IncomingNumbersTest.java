package dev.voiceops.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.voiceops.simulators.twilio.Account;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure.Kind;
import dev.voiceops.vendors.twilio.TwilioAccount;
import dev.voiceops.vendors.twilio.TwilioNumbers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The client that imports numbers meets the simulated Twilio that has some. */
class IncomingNumbersTest {
    private static final Account ACCOUNT = Account.SIMULATED;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedVendors sims = SimulatedVendors.start(SimulationConfig.standard(0, "http://127.0.0.1:4000"));

    @AfterEach
    void close() {
        sims.close();
        http.close();
    }

    @Test
    void the_numbers_are_listed_and_their_webhooks_changed() {
        TwilioNumbers numbers = numbers(ACCOUNT.authToken());
        numbers.check();
        List<TwilioNumbers.Owned> owned = numbers.list();
        assertThat(owned).hasSize(5);
        assertThat(owned.getFirst().e164()).isEqualTo("+15550100200");
        assertThat(owned.getFirst().voiceUrl()).isEqualTo("http://127.0.0.1:4000/twilio/webhook/inbound");
        assertThat(owned.getLast().voice()).isFalse();
        URI hook = URI.create("https://voice.example.com/in");
        numbers.announce(owned.get(1).sid(), new TwilioNumbers.Webhooks(hook, hook, hook));
        assertThat(numbers.list().get(1).voiceUrl()).isEqualTo(hook.toString());
    }

    @Test
    void a_wrong_token_and_an_unknown_number_are_refused_as_twilio_does() {
        assertThatExceptionOfType(VendorException.class)
                .isThrownBy(() -> numbers("wrong").list())
                .satisfies(refused -> {
                    assertThat(refused.failure().kind()).isEqualTo(Kind.AUTH);
                    assertThat(refused.failure().code()).isEqualTo("20003");
                });
        URI hook = URI.create("https://voice.example.com/in");
        assertThatExceptionOfType(VendorException.class)
                .isThrownBy(() -> numbers(ACCOUNT.authToken())
                        .announce("PN" + "f".repeat(32), new TwilioNumbers.Webhooks(hook, hook, hook)))
                .satisfies(refused -> assertThat(refused.failure().code()).isEqualTo("20404"));
    }

    @Test
    void pages_lead_to_each_other() throws Exception {
        List<String> seen = new ArrayList<>();
        String next = "/2010-04-01/Accounts/" + ACCOUNT.sid() + "/IncomingPhoneNumbers.json?PageSize=2";
        while (!next.isEmpty()) {
            JsonNode page = get("/twilio" + next);
            page.path("incoming_phone_numbers")
                    .forEach(number -> seen.add(number.path("phone_number").asString()));
            next = page.path("next_page_uri").asString("");
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    private TwilioNumbers numbers(String token) {
        URI base = URI.create(sims.url() + "/twilio/2010-04-01");
        return new TwilioNumbers(http, new TwilioAccount(base, ACCOUNT.sid(), ACCOUNT.sid(), token));
    }

    private JsonNode get(String target) throws Exception {
        String credential = Base64.getEncoder()
                .encodeToString(
                        (ACCOUNT.sid() + ":" + ACCOUNT.authToken()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(sims.url() + target))
                .header("Authorization", "Basic " + credential)
                .build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}

package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The telephone numbers of a Twilio account: {@code GET /Accounts/{sid}/IncomingPhoneNumbers.json}, page by page along {@code
 * next_page_uri}, and {@code POST …/IncomingPhoneNumbers/{sid}.json} to say where their calls are announced. Nothing is repeated:
 * who imports can import again. Thread-safe, blocking.
 */
public final class TwilioNumbers {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final TwilioAccount account;

    /** @param http must not follow redirects: it would take the credential along */
    public TwilioNumbers(HttpClient http, TwilioAccount account) {
        this.http = http;
        this.account = account;
    }

    /**
     * A number that the account owns.
     *
     * @param sid {@code PN...}
     * @param e164 as Twilio spells it
     * @param voice whether it takes calls
     * @param voiceUrl where its calls are announced now; empty: nowhere
     */
    public record Owned(String sid, String e164, boolean voice, String voiceUrl) {}

    /** Where a number's calls are announced (POST), what Twilio asks when that fails, and who is told how they end. */
    public record Webhooks(URI voice, URI fallback, URI status) {}

    /**
     * Looks whether account and credential are good.
     *
     * @throws VendorException when Twilio refuses or is out of reach
     */
    public void check() {
        get(URI.create(account.base() + "/Accounts/" + account.accountSid() + ".json"));
    }

    /**
     * All of them, in Twilio's order.
     *
     * @throws VendorException when Twilio refuses, is out of reach, or answers with something else than numbers
     */
    public List<Owned> list() {
        List<Owned> numbers = new ArrayList<>();
        String path = "/Accounts/" + account.accountSid() + "/IncomingPhoneNumbers.json";
        URI next = URI.create(account.base() + path + "?PageSize=" + PAGE);
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = get(next);
            if (!answer.path("incoming_phone_numbers").isArray()) throw garbled();
            answer.path("incoming_phone_numbers").forEach(number -> numbers.add(read(number)));
            String following = answer.path("next_page_uri").asString("");
            if (following.isEmpty()) return numbers;
            next = following(following, path);
        }
        throw garbled();
    }

    /**
     * Has Twilio announce the number's calls here.
     *
     * @throws VendorException when Twilio refuses or is out of reach
     */
    public void announce(String sid, Webhooks webhooks) {
        if (!sid.matches("PN[0-9a-zA-Z]{1,64}")) throw new IllegalArgumentException("not a number's sid: PN...");
        var form = new TreeMap<>(Map.of(
                "VoiceUrl",
                webhooks.voice().toString(),
                "VoiceMethod",
                "POST",
                "VoiceFallbackUrl",
                webhooks.fallback().toString(),
                "VoiceFallbackMethod",
                "POST",
                "StatusCallback",
                webhooks.status().toString(),
                "StatusCallbackMethod",
                "POST"));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        send(to(URI.create(account.base() + "/Accounts/" + account.accountSid() + "/IncomingPhoneNumbers/" + sid
                        + ".json"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** {@code next_page_uri} is a path of the API's host; one that leads elsewhere is not followed with our credential. */
    private URI following(String path, String expected) {
        String base = account.base().toString();
        String version = base.substring(base.lastIndexOf('/'));
        if (!path.startsWith(version + expected + "?")) throw garbled();
        return URI.create(base.substring(0, base.lastIndexOf('/')) + path);
    }

    private static Owned read(JsonNode number) {
        return new Owned(
                number.path("sid").asString(""),
                number.path("phone_number").asString(""),
                number.path("capabilities").path("voice").asBoolean(false),
                number.path("voice_url").asString(""));
    }

    private JsonNode get(URI url) {
        try {
            return JSON.readTree(send(to(url).GET()));
        } catch (JacksonException e) {
            throw garbled();
        }
    }

    private HttpRequest.Builder to(URI url) {
        return HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Authorization", account.authorization());
    }

    private String send(HttpRequest.Builder request) {
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new VendorException(
                    VendorFailure.of(Vendor.TWILIO, Kind.TRANSIENT, "io", "Twilio is out of reach"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VendorException(
                    VendorFailure.of(Vendor.TWILIO, Kind.TRANSIENT, "interrupted", "interrupted while waiting"), e);
        }
        if (response.statusCode() / 100 != 2) throw new VendorException(TwilioAnswer.Reading.refusal(response));
        return response.body();
    }

    private static VendorException garbled() {
        return new VendorException(
                VendorFailure.of(Vendor.TWILIO, Kind.PROTOCOL, "garbled", "Twilio's answer is not a list of numbers"));
    }
}

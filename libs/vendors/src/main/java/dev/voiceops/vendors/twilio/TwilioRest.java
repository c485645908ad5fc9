package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.voiceops.vendors.PhoneLine;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Twilio's calls API, the two orders we give ({@code POST /Accounts/{sid}/Calls/{sid}.json}). The official client is
 * not used because it repeats any POST after a 5xx. Here an order is repeated only when it surely was not carried out
 * (no connection, or 429 "not processed"), except a hang-up, which may be carried out twice. Thread-safe, blocking.
 */
public final class TwilioRest implements PhoneLine {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final int TRIES = 4;
    private static final long FIRST_WAIT_MS = 250;
    private static final Pattern CALL_SID = Pattern.compile("CA[0-9a-zA-Z]{1,64}");

    private final HttpClient http;
    private final TwilioAccount account;
    private final Consumer<Duration> pause;

    public TwilioRest(HttpClient http, TwilioAccount account) {
        this(http, account, TwilioRest::sleep);
    }

    TwilioRest(HttpClient http, TwilioAccount account, Consumer<Duration> pause) {
        this.http = http;
        this.account = account;
        this.pause = pause;
    }

    @Override
    public Outcome hangUp(String callSid) {
        return order(callSid, "Status=completed", true);
    }

    @Override
    public Outcome redirect(String callSid, String twiml) {
        if (twiml.length() > Twiml.MAX_INLINE) {
            throw new IllegalArgumentException("inline TwiML has more than 4000 characters: " + twiml.length());
        }
        return order(callSid, "Twiml=" + URLEncoder.encode(twiml, UTF_8), false);
    }

    @Override
    public Outcome redirect(String callSid, URI url) {
        return order(callSid, "Url=" + URLEncoder.encode(url.toString(), UTF_8) + "&Method=POST", false);
    }

    private Outcome order(String callSid, String form, boolean repeatable) {
        var request = request(callSid, form);
        for (int attempt = 1; ; attempt++) {
            var answer = send(request);
            switch (answer) {
                case TwilioAnswer.Done _ -> {
                    return Outcome.DONE;
                }
                case TwilioAnswer.Gone _ -> {
                    return Outcome.ALREADY_ENDED;
                }
                case TwilioAnswer.Failed failed -> {
                    var again = failed.surelyNotDone()
                            || (repeatable && failed.failure().mayPass());
                    if (!again || attempt == TRIES) throw new VendorException(failed.failure());
                    pause.accept(wait(attempt, failed.retryAfter()));
                }
            }
        }
    }

    private HttpRequest request(String callSid, String form) {
        if (!CALL_SID.matcher(callSid).matches()) throw new IllegalArgumentException("not a call sid: CA...");
        var url = account.base() + "/Accounts/" + account.accountSid() + "/Calls/" + callSid + ".json";
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Authorization", account.authorization())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private TwilioAnswer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return TwilioAnswer.of(response);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            return unreachable("connect", "could not connect to Twilio", true);
        } catch (IOException e) {
            return unreachable("io", "the connection to Twilio broke, or it did not answer in time", false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VendorException(
                    VendorFailure.of(Vendor.TWILIO, Kind.TRANSIENT, "interrupted", "interrupted while waiting"), e);
        }
    }

    private static TwilioAnswer unreachable(String code, String message, boolean surelyNotDone) {
        var failure = VendorFailure.of(Vendor.TWILIO, Kind.TRANSIENT, code, message);
        return new TwilioAnswer.Failed(failure, surelyNotDone, Duration.ZERO);
    }

    private static Duration wait(int attempt, Duration asked) {
        long step = FIRST_WAIT_MS << (attempt - 1);
        var jittered = Duration.ofMillis(step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1));
        return asked.compareTo(jittered) > 0 ? asked : jittered;
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

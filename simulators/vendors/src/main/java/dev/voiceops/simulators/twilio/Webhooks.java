package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.faults.Vendor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sends signed form POSTs to the product, as Twilio does. Blocks; for virtual threads. Any thread. */
final class Webhooks {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private final HttpClient http;
    private final Signer signer;
    private final FaultScripts faults;

    Webhooks(HttpClient http, Signer signer, FaultScripts faults) {
        this.http = http;
        this.signer = signer;
        this.faults = faults;
    }

    /** @param ms from the first try to the answer */
    record Answer(int status, String contentType, String body, long ms) {}

    /**
     * What fault scripts do to the next request.
     *
     * @param door their name for this kind of request: {@code webhook} or {@code status}
     */
    List<Deed> deeds(String door) {
        List<Deed> deeds = new ArrayList<>();
        try (var exposure = faults.expose(Vendor.TWILIO, door, (_, task) -> task.run())) {
            exposure.live(deeds::add);
        }
        return deeds;
    }

    /** @throws CallError 11200 and its kin when there is no answer within 15 s; a refused connection is tried twice */
    Answer post(String url, Map<String, String> form, List<Deed> deeds) throws InterruptedException {
        int copies = 1;
        boolean forged = false;
        for (var deed : deeds) {
            if (deed instanceof Deed.Duplicate(int wanted)) {
                copies = wanted;
            } else if (deed instanceof Deed.Garbage) {
                forged = true;
            } else if (deed instanceof Deed.Slow(double _, long ms)) {
                Thread.sleep(ms);
            } else if (deed instanceof Deed.Stall) {
                return new Answer(204, "", "", 0);
            }
        }
        var request = request(url, form, forged);
        var answer = send(request);
        for (int copy = 1; copy < copies; copy++) {
            send(request);
        }
        return answer;
    }

    private HttpRequest request(String url, Map<String, String> form, boolean forged) {
        var body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var target = Signer.withoutFragment(url);
        return HttpRequest.newBuilder(URI.create(target))
                .timeout(LONGEST)
                .header("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("x-twilio-signature", signer.sign(target, form))
                .header("i-twilio-idempotency-token", UUID.randomUUID().toString())
                .header("user-agent", "TwilioProxy/1.1 (simulated)")
                .POST(HttpRequest.BodyPublishers.ofString(forged ? body + "&Forged=1" : body))
                .build();
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        long began = System.nanoTime();
        try {
            return answer(tryOnce(request), began);
        } catch (ConnectException refused) {
            try {
                return answer(tryOnce(request), began);
            } catch (IOException again) {
                throw new CallError(11205, "HTTP connection failure: " + again.getMessage());
            }
        } catch (HttpTimeoutException late) {
            throw new CallError(11200, "no answer within 15 s");
        } catch (IOException broken) {
            throw new CallError(11200, "HTTP retrieval failure: " + broken.getMessage());
        }
    }

    private HttpResponse<String> tryOnce(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Answer answer(HttpResponse<String> response, long began) {
        var type = response.headers().firstValue("content-type").orElse("");
        long ms = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return new Answer(response.statusCode(), type, response.body(), ms);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

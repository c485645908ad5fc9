package dev.voiceops.control.egress;

import dev.voiceops.control.egress.EgressAnswer.Timings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to systems that tenants name: HTTP/1.1 only to public addresses, or to hosts that the operator of the platform
 * allowed ({@link EgressConfig}); only to the addresses that were checked, with the name's own certificate; no redirects, no proxies,
 * no cookies, no retries; answers up to {@link #MAX_ANSWER} bytes and within the deadline. Blocks; for virtual threads. Safe for all
 * threads.
 */
public final class EgressClient implements AutoCloseable {
    /** Largest answer, bytes. */
    public static final int MAX_ANSWER = 256 * 1024;

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
    private static final Set<String> FRAMING = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "keep-alive");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,8192}");

    private final Guard guard;
    private final Watchdog watchdog = new Watchdog();
    private final CloseableHttpClient used;
    private final CloseableHttpClient fresh;

    /** Asks the machine's resolver, trusts the JDK's certificate authorities. */
    public EgressClient(EgressConfig config) {
        this(config, Names.SYSTEM, null);
    }

    EgressClient(EgressConfig config, Names names, @Nullable SSLContext trust) {
        guard = new Guard(config, names);
        used = Wire.client(guard, trust, true);
        fresh = Wire.client(guard, trust, false);
    }

    /** Why no request may go to this URL, as far as its spelling and its present addresses tell; empty: it may. Blocks. */
    public Optional<Refusal> refusal(String url) {
        try {
            Target target = Target.parse(url);
            guard.check(target);
            guard.resolve(target.host(), target.port());
            return Optional.empty();
        } catch (EgressRefused e) {
            return Optional.of(e.reason());
        } catch (IOException nowhereToday) {
            return Optional.empty();
        }
    }

    /** Whether a path, appended to a base URL, stays below it. */
    public static boolean staysBelow(String path) {
        try {
            Target.below("https://n8n.example", path);
            return true;
        } catch (EgressRefused e) {
            return false;
        }
    }

    /** Sends once, and says what came of it. */
    public EgressAnswer send(EgressRequest request) {
        try {
            Target target = Target.below(request.baseUrl(), request.path()).with(request.query());
            guard.check(target);
            if (!isWellFormed(request)) {
                return new EgressAnswer.NotSent("request_invalid", "a header or the method is not valid", Timings.NONE);
            }
            return exchange(target, request);
        } catch (EgressRefused e) {
            return new EgressAnswer.NotSent("egress_refused", e.reason().meaning(), Timings.NONE);
        }
    }

    @Override
    public void close() {
        used.close(CloseMode.IMMEDIATE);
        fresh.close(CloseMode.IMMEDIATE);
        watchdog.close();
        guard.close();
    }

    private EgressAnswer exchange(Target target, EgressRequest request) {
        HttpUriRequestBase outgoing = Wire.request(target, request);
        Progress progress = new Progress();
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(Progress.KEY, progress);
        CloseableHttpClient client = request.repeatable() ? used : fresh;
        try (Watchdog.Watch watch = watchdog.over(outgoing, request.deadline())) {
            try {
                HttpHost host = new HttpHost(target.scheme(), target.host(), target.port());
                return client.execute(host, outgoing, context, response -> answered(response, progress));
            } catch (IOException | RuntimeException e) {
                return failed(e, watch, progress);
            }
        }
    }

    private static EgressAnswer answered(ClassicHttpResponse response, Progress progress)
            throws IOException, HttpException {
        String body = Bodies.read(response.getEntity(), response.getHeader("Content-Encoding"), MAX_ANSWER);
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        return new EgressAnswer.Answered(response.getCode(), headers, body, progress.timings());
    }

    private static EgressAnswer failed(Exception e, Watchdog.Watch watch, Progress progress) {
        Timings timings = progress.timings();
        if (!progress.mayHaveLeft()) {
            if (e instanceof EgressRefused refused) {
                return new EgressAnswer.NotSent(
                        "egress_refused", refused.reason().meaning(), timings);
            }
            if (watch.timedOut()) return new EgressAnswer.NotSent("connect_timeout", "no connection in time", timings);
            return e instanceof SSLException
                    ? new EgressAnswer.NotSent("tls_failed", "no trusted TLS connection", timings)
                    : new EgressAnswer.NotSent("unreachable", "no connection", timings);
        }
        if (watch.timedOut()) return new EgressAnswer.Lost("timeout", timings);
        return switch (e) {
            case Bodies.TooLarge large -> new EgressAnswer.Lost("answer_too_large", timings);
            case Bodies.Unreadable packed -> new EgressAnswer.Lost("answer_malformed", timings);
            case java.util.zip.ZipException packed -> new EgressAnswer.Lost("answer_malformed", timings);
            default -> new EgressAnswer.Lost("connection_lost", timings);
        };
    }

    private static boolean isWellFormed(EgressRequest request) {
        return METHODS.contains(request.method())
                && request.headers().entrySet().stream()
                        .allMatch(header -> HEADER_NAME.matcher(header.getKey()).matches()
                                && !FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))
                                && HEADER_VALUE.matcher(header.getValue()).matches());
    }
}

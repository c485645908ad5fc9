package dev.voiceops.contracts;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks another role: JSON over HTTP/1.1 with the service credential. No redirects, no retries. Blocks, and is meant for virtual
 * threads; safe for all threads.
 */
public final class ServiceClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final ServiceToken token;

    /** A client that shows {@code token}. */
    public ServiceClient(ServiceToken token) {
        this.token = token;
    }

    /**
     * Posts {@code body} as JSON and reads the answer.
     *
     * @param deadline for the whole answer
     * @throws ServiceFailure.Refused when the role answers with a status other than 2xx
     * @throws ServiceFailure.Unreachable when no good answer comes within the deadline
     */
    public <T> T post(URI uri, Object body, Class<T> answer, Duration deadline) {
        HttpRequest request =
                request(uri).POST(BodyPublishers.ofByteArray(Json.bytes(body))).build();
        return send(request, answer, deadline);
    }

    /** Posts {@code body} as JSON where the answer is no document (204); as {@link #post} otherwise. */
    public void tell(URI uri, Object body, Duration deadline) {
        accepted(request(uri).POST(BodyPublishers.ofByteArray(Json.bytes(body))).build(), deadline);
    }

    /** Gets a JSON document; as {@link #post} otherwise. */
    public <T> T get(URI uri, Class<T> answer, Duration deadline) {
        return send(request(uri).GET().build(), answer, deadline);
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", token.header())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    private <T> T send(HttpRequest request, Class<T> answer, Duration deadline) {
        HttpResponse<byte[]> response = accepted(request, deadline);
        try {
            return Json.read(response.body(), answer);
        } catch (ContractViolation e) {
            throw new ServiceFailure.Unreachable(place(request) + ": answered nonsense, " + e.getMessage());
        }
    }

    private HttpResponse<byte[]> accepted(HttpRequest request, Duration deadline) {
        HttpResponse<byte[]> response = exchange(request, deadline);
        if (response.statusCode() / 100 != 2) throw new ServiceFailure.Refused(problem(response));
        return response;
    }

    /** HttpRequest.timeout ends with the headers (until JDK 26), so the deadline is held over the whole exchange here. */
    private HttpResponse<byte[]> exchange(HttpRequest request, Duration deadline) {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ServiceFailure.Unreachable(place(request) + ": no answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new ServiceFailure.Unreachable(place(request) + ": "
                    + Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ServiceFailure.Unreachable(place(request) + ": interrupted");
        }
    }

    private static Problem problem(HttpResponse<byte[]> response) {
        try {
            return Json.read(response.body(), Problem.class);
        } catch (ContractViolation e) {
            return Problem.plain(response.statusCode());
        }
    }

    private static String place(HttpRequest request) {
        return request.uri().getAuthority() + request.uri().getPath();
    }
}

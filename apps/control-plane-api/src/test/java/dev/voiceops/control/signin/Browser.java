package dev.voiceops.control.signin;

import dev.voiceops.contracts.Json;
import dev.voiceops.control.ControlPlaneUnderTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends what a browser sends: its cookies, and where a request comes from. Each can be changed, as an attacker would. */
final class Browser {
    private final ControlPlaneUnderTest role;
    final Map<String, String> cookies = new LinkedHashMap<>();
    final Map<String, String> headers = new LinkedHashMap<>();

    Browser(ControlPlaneUnderTest role) {
        this.role = role;
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Origin", "http://" + role.at("/").getAuthority());
    }

    /** The same browser's state in another one. */
    Browser copy() {
        Browser copy = new Browser(role);
        copy.cookies.putAll(cookies);
        copy.headers.putAll(headers);
        return copy;
    }

    Browser without(String header) {
        headers.remove(header);
        return this;
    }

    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Browser cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    String session() {
        return cookies.getOrDefault(Cookies.SESSION, "");
    }

    HttpResponse<String> send(String method, String target, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(role.at(target));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (body != null) request.header("Content-Type", "application/json");
        HttpResponse<String> answer = role.send(request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body))));
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    /** Signs in and from then on sends the CSRF token. */
    HttpResponse<String> signIn(String email, String password) {
        HttpResponse<String> answer =
                send("POST", "/auth/login", Map.of("email", email, "password", password, "session", "cookie"));
        if (answer.statusCode() == 200) {
            headers.put(
                    SignedIn.CSRF_HEADER,
                    Json.tree(answer.body()).path("csrf_token").asString());
        }
        return answer;
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (setCookie.contains("Max-Age=0")) cookies.remove(pair.substring(0, equals));
        else cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
}

package dev.voiceops.control.signin;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.ClientAddresses;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with e-mail and password. */
@RestController
@Access(Access.By.ANYONE)
final class SignInRoutes {
    private static final Duration DEVICE_LIFE = Duration.ofDays(180);

    private final SignInDesk desk;
    private final Seals devices;
    private final SameOrigin sameOrigin;
    private final ClientAddresses addresses;

    SignInRoutes(SignInDesk desk, Seals devices, SameOrigin sameOrigin, ClientAddresses addresses) {
        this.desk = desk;
        this.devices = devices;
        this.sameOrigin = sameOrigin;
        this.addresses = addresses;
    }

    /** What the person gets: an access token for a program, or a cookie for a browser. */
    enum Wanted {
        TOKEN,
        COOKIE
    }

    /** @param session {@code token} (default) or {@code cookie} */
    record SignInRequest(
            String email, String password, @Nullable String session) {
        @SuppressWarnings("NullAway") // Jackson leaves absent fields null
        SignInRequest {
            if (email == null) throw new ContractViolation("email: is missing");
            if (password == null) throw new ContractViolation("password: is missing");
            if (email.length() > 320) throw new ContractViolation("email: is too long");
            if (password.length() > 1024) throw new ContractViolation("password: is too long");
        }

        Wanted wanted() {
            if (session == null || session.equals("token")) return Wanted.TOKEN;
            if (session.equals("cookie")) return Wanted.COOKIE;
            throw new ContractViolation("session: must be token or cookie");
        }

        /** Hides everything. */
        @Override
        public String toString() {
            return "SignInRequest[redacted]";
        }
    }

    /**
     * @param accessToken for {@code Authorization: Bearer}; absent with a cookie
     * @param expiresIn s
     * @param csrfToken for the header {@code X-CSRF-Token} of each request that changes something; absent with a token
     */
    record SignInAnswer(
            UUID userId,
            @Nullable String accessToken,
            @Nullable String tokenType,
            long expiresIn,
            @Nullable String csrfToken) {
        /** Hides the tokens. */
        @Override
        public String toString() {
            return "SignInAnswer[" + userId + "]";
        }
    }

    /** Signs in. */
    @PostMapping(value = "/auth/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    SignInAnswer signIn(@RequestBody SignInRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (sameOrigin.isForeign(request)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The request comes from another site");
        }
        Wanted wanted = asked.wanted();
        String email = Emails.normal(asked.email());
        var who = new Throttle.Try(email, Addresses.network(addresses.of(request)), device(request, email));
        return switch (desk.check(who, asked.password())) {
            case SignInDesk.Outcome.Refused refused ->
                throw new ProblemException(ProblemType.UNAUTHENTICATED, "E-mail or password is wrong");
            case SignInDesk.Outcome.Throttled throttled -> throw throttled(throttled.pause(), response);
            case SignInDesk.Outcome.Welcome welcome -> answer(welcome, wanted, request, response);
        };
    }

    private SignInAnswer answer(
            SignInDesk.Outcome.Welcome welcome,
            Wanted wanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return switch (wanted) {
            case TOKEN ->
                new SignInAnswer(
                        welcome.user().value(),
                        desk.beginToken(welcome.user(), "password"),
                        "Bearer",
                        desk.accessTokenLife().toSeconds(),
                        null);
            case COOKIE -> {
                String secret = browser(welcome.user(), welcome.email(), "password", request, response);
                yield new SignInAnswer(
                        welcome.user().value(),
                        null,
                        null,
                        desk.browserLife().toSeconds(),
                        SignedIn.csrfToken(secret).reveal());
            }
        };
    }

    /** Begins a browser's session: its cookie, and the one that makes the browser a known one. */
    String browser(UserId user, String email, String by, HttpServletRequest request, HttpServletResponse response) {
        String secret = desk.beginBrowser(user, by, Cookies.read(request, Cookies.SESSION));
        Cookies.write(response, Cookies.SESSION, secret, desk.browserLife());
        String device = Seals.random() + "~" + mark(email);
        Cookies.write(response, Cookies.DEVICE, devices.seal(device), DEVICE_LIFE);
        return secret;
    }

    /** The device's id, if its cookie is one of ours and for this account. */
    private Optional<String> device(HttpServletRequest request, String email) {
        return Cookies.read(request, Cookies.DEVICE)
                .flatMap(devices::open)
                .filter(device -> device.endsWith("~" + mark(email)));
    }

    private static String mark(String email) {
        return Seals.base64(SigningKeys.sha256(email.getBytes(StandardCharsets.UTF_8)));
    }

    static ProblemException throttled(Duration wait, HttpServletResponse response) {
        response.setHeader("Retry-After", String.valueOf(Math.max(1, wait.toSeconds())));
        return new ProblemException(ProblemType.TOO_MANY_TRIES, "Wait as long as Retry-After says");
    }
}

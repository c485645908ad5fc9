package dev.voiceops.control.signin;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.ClientAddresses;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.Success;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.Identities;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in by another system, an OpenID provider. Without one configured these ways do not exist. */
@RestController
@Access(Access.By.ANYONE)
final class OidcRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(OidcRoutes.class);
    private static final Reason REASON = new Reason("sign somebody in");

    private final @Nullable OidcConfig config;
    private final @Nullable OidcProvider provider;
    private final Seals seals;
    private final SignInRoutes signIn;
    private final ClientAddresses addresses;
    private final Db db;
    private final InstantSource clock;

    OidcRoutes(SignInConfig config, SignInRoutes signIn, ClientAddresses addresses, Db db, InstantSource clock) {
        this.config = config.oidc();
        this.provider = this.config == null ? null : new OidcProvider(this.config, clock);
        this.seals = new Seals(config.keys(), "way to the provider");
        this.signIn = signIn;
        this.addresses = addresses;
        this.db = db;
        this.clock = clock;
    }

    /**
     * How one may sign in here.
     *
     * @param oidc by the provider that {@code /auth/oidc/start} leads to, beside e-mail and password
     */
    record Ways(boolean oidc) {}

    /** How one may sign in here: a page asks before it shows the ways. */
    @GetMapping("/auth/ways")
    Ways ways() {
        return new Ways(provider != null);
    }

    /**
     * Sends a browser to the provider.
     *
     * @param returnTo where it goes when it is signed in, a path of this host
     */
    @GetMapping("/auth/oidc/start")
    @Success(status = 303)
    ResponseEntity<Void> start(
            @RequestParam(name = "return_to", defaultValue = "/") String returnTo, HttpServletResponse response) {
        OidcProvider there = mustBeConfigured();
        if (!OidcJourney.staysHere(returnTo)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "return_to: must be a path of this host");
        }
        OidcJourney journey = OidcJourney.begin(returnTo, clock.instant());
        try {
            URI authorization = there.authorization(journey.state(), journey.nonce(seals), journey.verifier(seals));
            Cookies.write(response, OidcJourney.COOKIE, journey.sealed(seals), OidcJourney.LONGEST);
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(authorization)
                    .build();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /**
     * Where the provider sends the browser back to; begins its session.
     *
     * @param code the provider's word for who it is; absent when it let nobody in
     * @param state as it was sent
     * @param iss which provider this is (RFC 9207)
     */
    @GetMapping("/auth/oidc/callback")
    @Success(status = 303)
    ResponseEntity<Void> callback(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String iss,
            HttpServletRequest request,
            HttpServletResponse response) {
        OidcProvider there = mustBeConfigured();
        OidcJourney journey = Cookies.read(request, OidcJourney.COOKIE)
                .filter(kept -> state != null)
                .flatMap(kept -> OidcJourney.resume(kept, String.valueOf(state), seals, clock.instant()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNAUTHENTICATED,
                        "This browser began no such sign-in, or too long ago: begin again"));
        Cookies.clear(response, OidcJourney.COOKIE);
        Optional<Duration> pause = db.platform(
                REASON,
                SignedIn.ACTOR,
                tx -> Throttle.takeOnce(
                        tx, journey.state(), Addresses.network(addresses.of(request)), clock.instant()));
        if (pause.isPresent()) throw SignInRoutes.throttled(pause.get(), response);
        if (code == null) throw new ProblemException(ProblemType.UNAUTHENTICATED, "The provider let nobody in");
        Users.Login person = person(proven(there, journey, code, iss));
        signIn.browser(person.id(), person.email(), "oidc", request, response);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(journey.returnTo()))
                .build();
    }

    private OidcProvider.Proven proven(OidcProvider there, OidcJourney journey, String code, @Nullable String iss) {
        try {
            if (iss != null && !iss.equals(issuer())) throw new OidcProvider.NotProven("another provider's answer");
            return there.redeem(code, journey.nonce(seals), journey.verifier(seals));
        } catch (OidcProvider.NotProven e) {
            LOG.warn("A sign-in by the provider was refused: {}", e.getMessage());
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED,
                    "The provider's answer is not good: begin again, or ask an administrator");
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Who that is here: as linked before, or, the first time, who has the e-mail. */
    private Users.Login person(OidcProvider.Proven proven) {
        Identities.Identity identity = new Identities.Identity(issuer(), proven.subject());
        return db.platform(
                        REASON,
                        SignedIn.ACTOR,
                        tx -> Identities.person(tx, identity)
                                .or(() -> firstTime(tx, identity, proven.email()))
                                .flatMap(user -> Users.login(tx, user)))
                .filter(login -> !login.disabled())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN,
                        "Nobody here is who the provider says you are: ask an administrator to add you with"
                                + " your e-mail"));
    }

    private static Optional<UserId> firstTime(PlatformTx tx, Identities.Identity identity, @Nullable String email) {
        if (email == null) return Optional.empty();
        return Users.login(tx, Emails.normal(email))
                .filter(login -> !login.disabled())
                .map(Users.Login::id)
                .filter(user -> Identities.link(tx, identity, user))
                .map(user -> {
                    Audit.append(
                            tx,
                            Audit.PLATFORM,
                            AuditAction.IDENTITY_LINKED,
                            new Audit.Target("user", user.toString()),
                            Json.write(Map.of("issuer", identity.issuer(), "subject", identity.subject())));
                    return user;
                });
    }

    private OidcProvider mustBeConfigured() {
        if (provider == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such route on this port");
        }
        return provider;
    }

    private String issuer() {
        return config == null ? "" : config.issuer().toString();
    }

    private static ProblemException unreachable(IOException e) {
        LOG.warn("The sign-in provider cannot be used: {}", e.getMessage());
        return new ProblemException(ProblemType.VENDOR_REFUSED, "The sign-in provider cannot be reached; try again");
    }
}

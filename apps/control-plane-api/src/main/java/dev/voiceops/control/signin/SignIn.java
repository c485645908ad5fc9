package dev.voiceops.control.signin;

import dev.voiceops.http.ClientAddresses;
import dev.voiceops.http.Principals;
import dev.voiceops.store.Db;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that know who somebody is. Wants a {@link SignInConfig}. */
@Configuration(proxyBeanMethods = false)
public class SignIn {
    @Bean
    AccessTokens accessTokens(SignInConfig config, InstantSource clock) {
        return new AccessTokens(config.keys(), clock);
    }

    @Bean
    SameOrigin sameOrigin(SignInConfig config) {
        return new SameOrigin(config.publicUrl());
    }

    @Bean
    Principals principals(SignInConfig config, AccessTokens tokens, SameOrigin sameOrigin, Db db, InstantSource clock) {
        return new SignedIn(tokens, sameOrigin, config.times().sessionIdle(), db, clock);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    SignInDesk signInDesk(SignInConfig config, Passwords passwords, AccessTokens tokens, Db db, InstantSource clock) {
        return new SignInDesk(passwords, tokens, config.times(), db, clock);
    }

    @Bean
    SignInRoutes signInRoutes(SignInConfig config, SignInDesk desk, SameOrigin sameOrigin, ClientAddresses addresses) {
        return new SignInRoutes(desk, new Seals(config.keys(), "known browser"), sameOrigin, addresses);
    }

    @Bean
    OidcRoutes oidcRoutes(
            SignInConfig config, SignInRoutes signIn, ClientAddresses addresses, Db db, InstantSource clock) {
        return new OidcRoutes(config, signIn, addresses, db, clock);
    }

    @Bean
    EntryRoutes entryRoutes(SignInConfig config, Passwords passwords, SignInDesk desk, Db db) {
        return new EntryRoutes(config.doors(), passwords, desk, db);
    }

    @Bean
    AccountRoutes accountRoutes(Passwords passwords, Db db, InstantSource clock) {
        return new AccountRoutes(passwords, db, clock);
    }

    @Bean
    PeopleRoutes peopleRoutes(Passwords passwords, Db db, InstantSource clock) {
        return new PeopleRoutes(passwords, db, clock);
    }

    @Bean
    MembershipRoutes membershipRoutes(Db db) {
        return new MembershipRoutes(db);
    }

    @Bean
    ApiKeyRoutes apiKeyRoutes(InstantSource clock) {
        return new ApiKeyRoutes(clock);
    }

    @Bean
    ServiceKeyRoutes serviceKeyRoutes(Db db, InstantSource clock) {
        return new ServiceKeyRoutes(db, clock);
    }
}

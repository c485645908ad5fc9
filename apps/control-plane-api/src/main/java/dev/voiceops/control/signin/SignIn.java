package dev.voiceops.control.signin;

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
    Principals principals(AccessTokens tokens, Db db, InstantSource clock) {
        return new SignedIn(tokens, db, clock);
    }

    @Bean
    AccountRoutes accountRoutes() {
        return new AccountRoutes();
    }
}

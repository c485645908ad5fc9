package dev.voiceops.http.member;

import dev.voiceops.http.Principals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Routes for members, whose principals the test hands in. */
@Configuration(proxyBeanMethods = false)
public class MemberRole {
    @Bean
    MemberRoutes memberRoutes() {
        return new MemberRoutes();
    }

    @Bean
    Principals principals() {
        return new HeaderPrincipals();
    }
}

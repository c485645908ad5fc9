package dev.voiceops.http;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceToken;
import dev.voiceops.store.Db;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The beans behind every role's routes. */
@Configuration(proxyBeanMethods = false)
class RoleHttp {
    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper();
    }

    @Bean
    FilterRegistrationBean<RequestGate> requestGate() {
        var gate = new FilterRegistrationBean<>(new RequestGate());
        gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return gate;
    }

    @Bean
    FilterRegistrationBean<KeptExchange> keptExchange() {
        var kept = new FilterRegistrationBean<>(new KeptExchange());
        kept.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return kept;
    }

    @Bean
    StrictBodies strictBodies() {
        return new StrictBodies();
    }

    @Bean
    WebMvcConfigurer gates(
            ServiceToken token, ObjectProvider<Principals> principals, ObjectProvider<ApiLimits> limits, Db db) {
        MemberGate members = new MemberGate(request -> principals.getObject().of(request), db);
        Optional<RateGate> rates = Optional.ofNullable(limits.getIfAvailable())
                .map(limit -> new RateLimits(limit.perMinute(), Duration.ofMinutes(1), System::nanoTime))
                .map(RateGate::new);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ServiceGate(token));
                registry.addInterceptor(members);
                rates.ifPresent(registry::addInterceptor);
                registry.addInterceptor(new IdempotentWrites(db, InstantSource.system()));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(members);
                resolvers.add(new CursorParameters());
            }
        };
    }

    @Bean
    ClientAddresses clientAddresses(ObjectProvider<TrustedProxies> proxies) {
        return new ClientAddresses(proxies.getIfAvailable(TrustedProxies::none));
    }

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    ServiceClient serviceClient(ServiceToken token) {
        return new ServiceClient(token);
    }

    @Bean
    HealthRoutes healthRoutes(Db db) {
        return new HealthRoutes(db);
    }

    @Bean
    ProblemPages problemPages() {
        return new ProblemPages();
    }

    @Bean
    ErrorPage errorPage() {
        return new ErrorPage();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }
}

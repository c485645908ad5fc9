package dev.voiceops.http;

import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * Starts the roles that are Spring applications, together in one context. Only the auto-configurations named here take
 * part, and the environment holds only what is set here: a variable such as SERVER_PORT changes nothing.
 */
public final class SpringRoles {
    private SpringRoles() {}

    /**
     * @param bind address to listen on
     * @param ports one per role; the first is Tomcat's main port
     * @param configurations the roles' own configuration classes
     * @param beans what the composition root hands in; each is found by its own class. A {@code ServiceToken}, the {@code Db} and an {@code
     *     InstantSource} must be among them
     */
    public static ConfigurableApplicationContext start(
            String bind, List<RolePort> ports, List<Class<?>> configurations, List<Object> beans) {
        var application =
                new SpringApplication(configurations.isEmpty() ? new Class<?>[] {Web.class} : withWeb(configurations));
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setEnvironment(new FixedEnvironment(Map.of(
                "server.address", bind,
                "server.port", ports.getFirst().port(),
                "server.shutdown", "graceful",
                "spring.lifecycle.timeout-per-shutdown-phase", "5s",
                "spring.threads.virtual.enabled", "true",
                "spring.main.lazy-initialization", "false",
                "spring.web.resources.add-mappings", "false",
                "spring.mvc.async.request-timeout", "-1")));
        application.addInitializers(context -> {
            var generic = (GenericApplicationContext) context;
            beans.forEach(bean -> register(generic, bean));
            generic.registerBean("roleMappings", WebMvcRegistrations.class, () -> new RoleMappings(ports));
            generic.registerBean(
                    "rolePorts",
                    WebServerFactoryCustomizer.class,
                    () -> morePorts(bind, ports.subList(1, ports.size())));
        });
        return application.run();
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(GenericApplicationContext context, T bean) {
        context.registerBean(
                bean.getClass().getName(), (Class<T>) bean.getClass(), () -> bean, d -> d.setDestroyMethodName(""));
    }

    private static Class<?>[] withWeb(List<Class<?>> configurations) {
        var all = new java.util.ArrayList<Class<?>>(List.of(Web.class));
        all.addAll(configurations);
        return all.toArray(Class<?>[]::new);
    }

    private static WebServerFactoryCustomizer<TomcatServletWebServerFactory> morePorts(
            String bind, List<RolePort> ports) {
        return factory -> ports.forEach(role -> {
            var connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
            connector.setPort(role.port());
            connector.setProperty("address", bind);
            factory.addAdditionalConnectors(connector);
        });
    }

    /** What every Spring role needs and nothing else. */
    @Configuration(proxyBeanMethods = false)
    @Import(RoleHttp.class)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class
    })
    static class Web {}

    private static final class FixedEnvironment extends StandardServletEnvironment {
        FixedEnvironment(Map<String, Object> properties) {
            getPropertySources().addFirst(new MapPropertySource("voiceops", properties));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // Left empty: neither the environment nor system properties may change a role behind Config's back.
        }
    }
}

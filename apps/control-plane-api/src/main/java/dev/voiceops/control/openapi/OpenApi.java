package dev.voiceops.control.openapi;

import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The beans that describe the API. */
@Configuration(proxyBeanMethods = false)
public class OpenApi {
    /** Made when it is first asked for: nobody starts faster or slower for it. */
    @Bean
    OpenApiRoutes openApiRoutes(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> table) {
        Supplier<byte[]> document = SingletonSupplier.of(
                () -> OpenApiRoutes.bytes(Route.of(table.getObject().getHandlerMethods())));
        return new OpenApiRoutes(document);
    }
}

package dev.voiceops.control.openapi;

import dev.voiceops.control.ControlPlane;
import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.SpringRoles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * One route of this role.
 *
 * @param path as in OpenAPI: variables in braces, without patterns
 * @param needs null: not for members
 */
record Route(
        RequestMethod verb,
        String path,
        RequestMappingInfo info,
        HandlerMethod handler,
        Access.By access,
        @Nullable Permission needs) {
    private static final Set<String> HOMES =
            Set.of(ControlPlane.class.getPackageName() + ".", SpringRoles.class.getPackageName() + ".");

    /** Those of the table that answer on this role's port, by path. */
    static List<Route> of(Map<RequestMappingInfo, HandlerMethod> table) {
        List<Route> routes = new ArrayList<>();
        table.forEach((info, handler) -> {
            Access access = handler.getBeanType().getAnnotation(Access.class);
            if (access == null || HOMES.stream().noneMatch(handler.getBeanType().getName()::startsWith)) return;
            Needs needs = handler.getMethodAnnotation(Needs.class);
            for (String pattern : info.getPatternValues()) {
                String path = pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}");
                for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
                    routes.add(
                            new Route(verb, path, info, handler, access.value(), needs == null ? null : needs.value()));
                }
            }
        });
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::verb));
        return routes;
    }

    Method method() {
        return handler.getMethod();
    }

    boolean reads() {
        return verb == RequestMethod.GET || verb == RequestMethod.HEAD;
    }

    /** The feature it belongs to, as its controller is called: {@code ApiKeyRoutes} is "API key". */
    String feature() {
        String words = SchemaBook.base(handler.getBeanType()).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
        String plain = words.substring(0, 1) + words.substring(1).toLowerCase(java.util.Locale.ROOT);
        return plain.replaceAll("\\b[Aa]pi\\b", "API").replaceAll("\\b[Kk]pi\\b", "KPI");
    }

    /** Its name for programs. Where a controller answers several paths with one method, the path tells them apart. */
    String id() {
        String base = SchemaBook.base(handler.getBeanType());
        String id = Character.toLowerCase(base.charAt(0)) + base.substring(1) + capital(method().getName());
        return info.getPatternValues().size() == 1 ? id : id + tail();
    }

    private String tail() {
        StringBuilder tail = new StringBuilder();
        for (String step : path.split("/")) {
            if (!step.isEmpty() && !step.startsWith("{")) tail.append(capital(step.replaceAll("\\W", "")));
        }
        return tail.toString();
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }
}

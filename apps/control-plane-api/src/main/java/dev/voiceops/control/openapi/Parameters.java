package dev.voiceops.control.openapi;

import dev.voiceops.contracts.Json;
import dev.voiceops.http.Comments;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Permission;
import dev.voiceops.http.PortalScope;
import dev.voiceops.http.Principal;
import dev.voiceops.http.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What one route takes beside its body: path, query and headers. One thread. */
final class Parameters {
    /** Named once in the components, as many routes take them. */
    static final String SHARED = "#/components/parameters/";

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Set<Class<?>> HANDED = Set.of(
            Principal.class, TenantScope.class, PortalScope.class, HttpServletRequest.class, HttpServletResponse.class);

    private final Route route;
    private final SchemaBook schemas;
    private final ArrayNode list = Json.mapper().createArrayNode();
    private final Set<String> inPath = new LinkedHashSet<>();

    private Parameters(Route route, SchemaBook schemas) {
        this.route = route;
        this.schemas = schemas;
    }

    /** @throws IllegalStateException when the route takes something that nothing here can describe */
    static ArrayNode of(Route route, SchemaBook schemas) {
        return new Parameters(route, schemas).read();
    }

    private ArrayNode read() {
        Permission needs = route.needs();
        if (needs != null && needs.reach() == Permission.Reach.TENANT) shared("TenantId");
        for (MethodParameter parameter : route.handler().getMethodParameters()) add(parameter);
        Matcher variables = VARIABLE.matcher(route.path());
        while (variables.find()) {
            if (!inPath.contains(variables.group(1))) put("path", variables.group(1), String.class, "", true);
        }
        if (needs != null && !route.reads()) shared("IdempotencyKey");
        return list;
    }

    private void add(MethodParameter parameter) {
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        String own = String.valueOf(parameter.getParameter().getName());
        String text = Comments.ofParameter(route.method(), own);
        Type type = parameter.getGenericParameterType();
        if (path != null) {
            String name = first(path.name(), path.value(), own);
            inPath.add(name);
            put("path", name, type, text, true);
        } else if (query != null) {
            ObjectNode put = put(
                    "query",
                    first(query.name(), query.value(), own),
                    type,
                    text,
                    query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE));
            preset((ObjectNode) put.path("schema"), query.defaultValue());
        } else if (header != null) {
            put("header", first(header.name(), header.value(), own), type, text, header.required());
        } else if (parameter.getParameterType() == Cursor.class) {
            shared("Limit");
            shared("Cursor");
        } else if (parameter.getParameterType().isRecord()
                && !parameter.hasParameterAnnotation(RequestBody.class)
                && !HANDED.contains(parameter.getParameterType())) {
            for (RecordComponent component : parameter.getParameterType().getRecordComponents()) bound(component);
        } else if (!parameter.hasParameterAnnotation(RequestBody.class)
                && !HANDED.contains(parameter.getParameterType())) {
            throw new IllegalStateException(route + " takes a parameter that cannot be described: " + parameter);
        }
    }

    private void bound(RecordComponent component) {
        BindParam named = component.getAnnotation(BindParam.class);
        put(
                "query",
                named == null ? component.getName() : named.value(),
                component.getGenericType(),
                Comments.ofComponent(component.getDeclaringRecord(), component.getName()),
                !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    private static void preset(ObjectNode schema, String value) {
        if (value.equals(ValueConstants.DEFAULT_NONE)) return;
        switch (schema.path("type").asString("")) {
            case "boolean" -> schema.put("default", Boolean.parseBoolean(value));
            case "integer" -> schema.put("default", Long.parseLong(value));
            default -> schema.put("default", value);
        }
    }

    private ObjectNode put(String in, String name, Type type, String text, boolean required) {
        ObjectNode parameter = list.addObject().put("name", name).put("in", in);
        SchemaBook.describe(parameter, text);
        parameter.put("required", required);
        parameter.set("schema", schemas.of(type));
        return parameter;
    }

    private void shared(String name) {
        list.addObject().put("$ref", SHARED + name);
    }

    private static String first(String name, String value, String own) {
        if (!name.isEmpty()) return name;
        return value.isEmpty() ? own : value;
    }
}

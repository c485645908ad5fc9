package dev.voiceops.control.openapi;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.Problem;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Comments;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Success;
import dev.voiceops.store.Users.Role;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One route as OpenAPI's operation object. One thread. */
final class Operation {
    private static final String JSON = "application/json";
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private final Route route;
    private final SchemaBook schemas;

    private Operation(Route route, SchemaBook schemas) {
        this.route = route;
        this.schemas = schemas;
    }

    static ObjectNode of(Route route, SchemaBook schemas) {
        return new Operation(route, schemas).read();
    }

    private ObjectNode read() {
        ObjectNode operation = Json.mapper().createObjectNode();
        operation.putArray("tags").add(route.feature());
        String[] told = Comments.firstSentence(Comments.of(route.method()));
        operation.put("summary", told[0].isEmpty() ? words(route.method().getName()) : told[0]);
        SchemaBook.describe(operation, description(told[1]));
        operation.put("operationId", route.id());
        ArrayNode parameters = Parameters.of(route, schemas);
        if (!parameters.isEmpty()) operation.set("parameters", parameters);
        boolean takesBody = body(operation);
        answers(operation.putObject("responses"), !parameters.isEmpty(), takesBody);
        security(operation.putArray("security"));
        Permission needs = route.needs();
        if (needs != null) operation.put("x-permission", word(needs));
        return operation;
    }

    private String description(String told) {
        StringBuilder text = new StringBuilder(told);
        Permission needs = route.needs();
        if (needs != null) {
            String roles = Arrays.stream(Role.values())
                    .filter(needs::isOf)
                    .map(role -> "`" + role.code() + "`")
                    .collect(Collectors.joining(", "));
            text.append("\n\nNeeds the permission `")
                    .append(word(needs))
                    .append("`, which ")
                    .append(roles)
                    .append(" have.");
        }
        Audited audited = route.handler().getMethodAnnotation(Audited.class);
        if (audited != null) {
            text.append("\n\nLeaves the audit row `")
                    .append(audited.value().code())
                    .append("`.");
        }
        return text.toString().strip();
    }

    private boolean body(ObjectNode operation) {
        for (MethodParameter parameter : route.handler().getMethodParameters()) {
            RequestBody body = parameter.getParameterAnnotation(RequestBody.class);
            if (body == null) continue;
            ObjectNode request = operation.putObject("requestBody").put("required", body.required());
            request.putObject("content")
                    .putObject(JSON)
                    .set("schema", schemas.ofRequest(parameter.getGenericParameterType()));
            return true;
        }
        boolean form = route.info().getConsumesCondition().getConsumableMediaTypes().stream()
                .anyMatch(type -> type.toString().equals(FORM));
        if (form) {
            ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
            schema.putObject("additionalProperties").put("type", "string");
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(FORM)
                    .set("schema", schema);
        }
        return form;
    }

    private void answers(ObjectNode responses, boolean takesParameters, boolean takesBody) {
        Success said = route.handler().getMethodAnnotation(Success.class);
        ResponseStatus fixed = route.handler().getMethodAnnotation(ResponseStatus.class);
        Type type = body(route.method().getGenericReturnType());
        boolean none = type == Void.class || (type == void.class && said == null);
        int[] statuses = said != null
                ? said.status()
                : new int[] {fixed != null ? fixed.code().value() : type == Void.class ? 204 : 200};
        for (int status : statuses) {
            ObjectNode answer =
                    responses.putObject(Integer.toString(status)).put("description", Documented.phrase(status));
            if (!none) answer.putObject("content").set(media(said), content(type));
            if (status == 201) {
                ObjectNode location = answer.putObject("headers").putObject("Location");
                location.putObject("schema").put("type", "string").put("format", "uri-reference");
            }
        }
        boolean member = route.access() == Access.By.MEMBER;
        if (takesParameters || takesBody) problem(responses, 400);
        if (member || route.access() == Access.By.SERVICE) problem(responses, 401);
        if (member || route.access() == Access.By.OWN_CHECK) problem(responses, 403);
        if (member) problem(responses, 404);
        if (takesBody) problem(responses, 413);
        if (takesBody) problem(responses, 415);
        if (member) problem(responses, 429);
        responses.putObject("default").put("$ref", Documented.RESPONSES + "Problem");
        schemas.of(Problem.class);
    }

    private static void problem(ObjectNode responses, int status) {
        responses.putObject(Integer.toString(status)).put("$ref", Documented.RESPONSES + "Problem" + status);
    }

    private String media(@Nullable Success said) {
        if (said != null) return said.media();
        return route.info().getProducesCondition().getProducibleMediaTypes().stream()
                .findFirst()
                .map(MediaType::toString)
                .orElse(JSON);
    }

    private ObjectNode content(Type type) {
        ObjectNode content = Json.mapper().createObjectNode();
        boolean opaque = type == void.class
                || type == byte[].class
                || type instanceof WildcardType
                || (type instanceof Class<?> raw && Resource.class.isAssignableFrom(raw));
        if (!opaque) content.set("schema", schemas.of(type));
        return content;
    }

    private static Type body(Type type) {
        return type instanceof ParameterizedType wrapped && wrapped.getRawType() == ResponseEntity.class
                ? wrapped.getActualTypeArguments()[0]
                : type;
    }

    private void security(ArrayNode security) {
        switch (route.access()) {
            case ANYONE -> {}
            case SERVICE -> security.addObject().putArray("service");
            case OWN_CHECK -> security.addObject().putArray("twilio");
            case MEMBER -> {
                security.addObject().putArray("bearer");
                ObjectNode browser = security.addObject();
                browser.putArray("session");
                if (!route.reads()) browser.putArray("csrf");
            }
        }
    }

    private static String words(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String word(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT);
    }
}

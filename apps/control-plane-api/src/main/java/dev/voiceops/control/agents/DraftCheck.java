package dev.voiceops.control.agents;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.voiceops.call.Limit;
import dev.voiceops.call.Policy;
import dev.voiceops.contracts.E164;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds everything that keeps a draft from becoming a version: first its schema, then what no schema can say. A draft without
 * faults can always be published. Safe for all threads.
 */
final class DraftCheck {
    private static final Set<String> MISSHAPEN = Set.of("type", "additionalProperties");
    private static final Set<String> OWN_TOOLS = Set.of(Policy.END_CALL, Policy.TRANSFER_CALL);

    private static final int FLUX_SHORTEST_MS = 500;

    private final ObjectNode source = DraftSchema.make();
    private final Schema schema = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaLoader(loader -> loader.block(iri -> true)))
            .getSchema(source);

    /** The schema itself, for editors. */
    ObjectNode schema() {
        return source.deepCopy();
    }

    /**
     * All faults, by pointer.
     *
     * @param usable names of the tools a version may carry now
     */
    List<DraftFault> faults(JsonNode body, Set<String> usable) {
        List<DraftFault> faults = new ArrayList<>();
        schema.validate(body).forEach(error -> faults.add(told(error)));
        language(body, faults);
        transfer(body, faults);
        recogniser(body, faults);
        blanks(body, faults);
        tools(body, usable, faults);
        notice(body, faults);
        return faults.stream()
                .distinct()
                .sorted(Comparator.comparing(DraftFault::pointer))
                .toList();
    }

    private static void language(JsonNode body, List<DraftFault> faults) {
        String tag = body.path("language").asString("");
        if (tag.isEmpty()) return; // told by the schema
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty()) return;
        } catch (IllformedLocaleException e) {
            // told below
        }
        faults.add(DraftFault.content("/language", "must be a BCP 47 tag such as en-US"));
    }

    private static void transfer(JsonNode body, List<DraftFault> faults) {
        JsonNode number = body.path("transfer_number");
        if (number.isString() && !E164.fits(number.stringValue())) {
            faults.add(DraftFault.content("/transfer_number", E164.HINT + "; or leave it out"));
        }
    }

    /** Each protocol of the recogniser has models of its own; the wrong one is refused by the vendor while a caller waits. */
    private static void recogniser(JsonNode body, List<DraftFault> faults) {
        JsonNode stt = body.path("stt");
        String engine = stt.path("engine").asString("");
        String model = stt.path("model").asString("");
        if (engine.equals("flux") && stt.path("endpointing_ms").asInt(FLUX_SHORTEST_MS) < FLUX_SHORTEST_MS) {
            faults.add(
                    DraftFault.content("/stt/endpointing_ms", "must be at least " + FLUX_SHORTEST_MS + " with flux"));
        }
        if (engine.isEmpty() || model.isEmpty()) return;
        if (engine.equals("flux") != model.startsWith("flux")) {
            faults.add(DraftFault.content(
                    "/stt/model",
                    "does not belong to stt.engine; flux takes models such as flux-general-en, v1 such as nova-3"));
        }
    }

    private static void blanks(JsonNode body, List<DraftFault> faults) {
        for (String pointer : List.of("/prompt", "/llm/model", "/stt/model", "/tts/model", "/tts/speaker")) {
            JsonNode text = body.at(pointer);
            if (text.isString()
                    && !text.stringValue().isEmpty()
                    && text.stringValue().isBlank()) {
                faults.add(DraftFault.content(pointer, "must not be blank"));
            }
        }
        JsonNode ladder = body.at("/policy/silence_ladder");
        for (int i = 0; i < ladder.size(); i++) {
            JsonNode say = ladder.get(i).path("say");
            if (say.isString()
                    && !say.stringValue().isEmpty()
                    && say.stringValue().isBlank()) {
                faults.add(DraftFault.content("/policy/silence_ladder/" + i + "/say", "must not be blank"));
            }
        }
    }

    private static void tools(JsonNode body, Set<String> usable, List<DraftFault> faults) {
        JsonNode tools = body.path("tools");
        for (int i = 0; i < tools.size(); i++) {
            String name = tools.get(i).asString("");
            String pointer = "/tools/" + i;
            if (OWN_TOOLS.contains(name)) {
                faults.add(DraftFault.content(pointer, "is built in; remove it from the list"));
            } else if (!name.isEmpty() && !usable.contains(name)) {
                faults.add(DraftFault.content(
                        pointer, "is no active tool of this tenant with an endpoint; add the tool or remove the name"));
            }
        }
    }

    private static void notice(JsonNode body, List<DraftFault> faults) {
        JsonNode limits = body.at("/policy/limits");
        long most = limits.path("max_call_ms").asLong(Limit.MAX_CALL_MS.standard());
        long notice = limits.path("max_call_notice_ms").asLong(Limit.MAX_CALL_NOTICE_MS.standard());
        if (notice >= most) {
            faults.add(DraftFault.content(
                    "/policy/limits/max_call_notice_ms", "must be shorter than max_call_ms, which is " + most));
        }
    }

    private static DraftFault told(Error error) {
        String place = String.valueOf(error.getInstanceLocation());
        String keyword = String.valueOf(error.getKeyword());
        String property = error.getProperty();
        String pointer = property == null
                ? place
                : place + "/" + property.replace("~", "~0").replace("/", "~1");
        return new DraftFault(pointer, sentence(keyword, error.getSchemaNode()), MISSHAPEN.contains(keyword));
    }

    private static String sentence(String keyword, JsonNode wanted) {
        return switch (keyword) {
            case "required" -> "is missing";
            case "additionalProperties" -> "is not a field of an agent; remove it";
            case "type" -> "must be of type " + words(wanted, " or ");
            case "enum" -> "must be one of " + words(wanted, ", ");
            case "minLength" -> "must not be empty";
            case "maxLength" -> "must have at most " + words(wanted, "") + " characters";
            case "minimum" -> "must be at least " + words(wanted, "");
            case "maximum" -> "must be at most " + words(wanted, "");
            case "minItems" -> "must have at least " + words(wanted, "") + " entries";
            case "maxItems" -> "must have at most " + words(wanted, "") + " entries";
            case "uniqueItems" -> "names something twice";
            default -> "breaks the rule " + keyword;
        };
    }

    private static String words(JsonNode wanted, String between) {
        return wanted.isArray()
                ? StreamSupport.stream(wanted.spliterator(), false)
                        .map(one -> one.isNull() ? "null" : one.asString())
                        .collect(Collectors.joining(between))
                : wanted.asString();
    }
}

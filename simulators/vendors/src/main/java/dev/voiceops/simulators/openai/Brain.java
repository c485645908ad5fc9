package dev.voiceops.simulators.openai;

import dev.voiceops.simulators.openai.BrainScript.Intent;
import dev.voiceops.simulators.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The scripted brain: the same request always gets the same answer. It keeps nothing between requests; like the real
 * one it knows only the messages it is given. Any thread.
 */
final class Brain {
    private static final String CUT_MARK = "… [interrupted by the caller]";
    private final BrainScript script;

    Brain(BrainScript script) {
        this.script = script;
    }

    Decision decide(JsonNode request) {
        var dialogue = Dialogue.of(request);
        var results = dialogue.results();
        return results.isEmpty() ? answer(dialogue, request) : report(dialogue, results);
    }

    private Decision answer(Dialogue dialogue, JsonNode request) {
        var latest = dialogue.latest();
        return best(latest)
                .or(() -> asked(dialogue))
                .map(intent -> pursue(intent, dialogue, request))
                .orElseGet(() -> new Decision("", lost(dialogue), List.of()));
    }

    private String lost(Dialogue dialogue) {
        return script.lost()
                .get(Math.max(0, dialogue.userMessages() - 1) % script.lost().size());
    }

    private Decision pursue(Intent intent, Dialogue dialogue, JsonNode request) {
        var slots = slots(dialogue);
        for (var need : intent.needs()) {
            if (!slots.containsKey(need)) {
                return new Decision(intent.name(), intent.asks().getOrDefault(need, ""), List.of());
            }
        }
        return tool(request, intent.tool())
                .map(tool -> {
                    var arguments = Arguments.fill(tool.path("parameters"), script, slots, dialogue.latest());
                    var id = "call_" + Integer.toHexString(dialogue.messages().hashCode())
                            + intent.name().length();
                    // A farewell has no second act: what is to be said is said along with the call.
                    var spoken = intent.before().isEmpty() && leaves(intent.tool()) ? intent.says() : intent.before();
                    return new Decision(
                            intent.name(),
                            Template.fill(spoken, slots, Json.object()),
                            List.of(new Decision.Call(id, intent.tool(), arguments)));
                })
                .orElseGet(() ->
                        new Decision(intent.name(), Template.fill(intent.says(), slots, Json.object()), List.of()));
    }

    private static boolean leaves(String tool) {
        return tool.equals("end_call") || tool.equals("transfer_call");
    }

    private static Optional<JsonNode> tool(JsonNode request, String name) {
        if (name.isEmpty() || request.path("tool_choice").asString("").equals("none")) {
            return Optional.empty();
        }
        return request.path("tools")
                .valueStream()
                .map(tool -> tool.path("function"))
                .filter(function -> function.path("name").asString("").equals(name))
                .findFirst();
    }

    private Decision report(Dialogue dialogue, List<JsonNode> results) {
        var texts = new ArrayList<String>();
        var name = "";
        for (var message : results) {
            var called = dialogue.calledAs(message.path("tool_call_id").asString(""));
            var intent = meant(called, dialogue);
            if (intent.isPresent()) {
                name = intent.get().name();
                texts.add(told(intent.get(), Dialogue.text(message), slots(dialogue)));
            }
        }
        var text = texts.isEmpty() ? "I am sorry, that did not work just now." : String.join(" ", texts);
        return new Decision(name, text, List.of());
    }

    private static String told(Intent intent, String content, Map<String, String> slots) {
        var result = json(content);
        return switch (ToolOutcome.of(result)) {
            case SUCCEEDED -> Template.fill(intent.says(), slots, ToolOutcome.output(result));
            case FAILED -> Template.fill(intent.failed(), slots, result);
            case UNKNOWN -> Template.fill(intent.unknown(), slots, result);
        };
    }

    private static JsonNode json(String content) {
        try {
            return Json.read(content);
        } catch (JacksonException notJson) {
            return Json.object().put("error", content);
        }
    }

    /** Several intents may use one tool: the one the caller's words fit best, else the first. */
    private Optional<Intent> meant(String tool, Dialogue dialogue) {
        var said = dialogue.said();
        for (var words : said.reversed()) {
            var intent = best(words).filter(one -> one.tool().equals(tool));
            if (intent.isPresent()) {
                return intent;
            }
        }
        return script.intents().stream().filter(one -> one.tool().equals(tool)).findFirst();
    }

    private Optional<Intent> best(String said) {
        var words = Heard.words(said);
        return script.intents().stream()
                .filter(intent -> score(intent, words) > 0)
                .max(Comparator.comparingInt((Intent intent) -> score(intent, words))
                        .thenComparingInt(intent -> -script.intents().indexOf(intent)));
    }

    private static int score(Intent intent, List<String> said) {
        return intent.hears().stream()
                .filter(phrase -> Heard.all(said, phrase))
                .mapToInt(phrase -> Heard.words(phrase).size())
                .max()
                .orElse(0);
    }

    /** The intent whose question the agent asked last, possibly cut short by the caller. */
    private Optional<Intent> asked(Dialogue dialogue) {
        var agent = dialogue.agentSaid().replace(CUT_MARK, "").strip();
        return script.intents().stream()
                .filter(intent -> intent.asks().values().stream()
                        .anyMatch(question -> agent.endsWith(question)
                                || (Heard.words(agent).size() > 2 && question.startsWith(agent))))
                .findFirst();
    }

    private Map<String, String> slots(Dialogue dialogue) {
        var known = new HashMap<String, String>();
        for (var said : dialogue.said()) {
            script.slots().forEach((name, slot) -> {
                if (slot.minDigits() == 0) {
                    known.put(name, said);
                } else {
                    Heard.numbers(said).stream()
                            .filter(number ->
                                    number.length() >= slot.minDigits() && number.length() <= slot.maxDigits())
                            .findFirst()
                            .ifPresent(number -> known.put(name, number));
                }
            });
        }
        return known;
    }
}

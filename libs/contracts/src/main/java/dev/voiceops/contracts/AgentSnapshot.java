package dev.voiceops.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.voiceops.call.Phrase;
import dev.voiceops.call.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that makes an agent behave as it does, frozen: an agent version. Its id is the SHA-256 of its canonical form, so equal
 * behaviour has one id and no version can change in place.
 *
 * @param prompt the system prompt
 * @param greeting said when the call begins; blank: the caller speaks first
 * @param goodbye said before the agent hangs up of its own accord
 * @param language BCP 47, for example {@code en-US}
 * @param transferNumber E.164 number of the human; null: this agent cannot transfer
 * @param autoTools whether the model may call tools by itself
 */
public record AgentSnapshot(
        String prompt,
        String greeting,
        String goodbye,
        String language,
        Llm llm,
        Stt stt,
        Tts tts,
        TurnPolicy policy,
        List<Tool> tools,
        @Nullable String transferNumber,
        boolean autoTools) {

    /** @throws ContractViolation naming the first field that is missing or out of range */
    public AgentSnapshot {
        Demand.text(prompt, "prompt");
        Demand.present(greeting, "greeting");
        Demand.present(goodbye, "goodbye");
        Demand.text(language, "language");
        Demand.present(llm, "llm");
        Demand.present(stt, "stt");
        Demand.present(tts, "tts");
        Demand.present(policy, "policy");
        tools = Demand.copy(tools);
        Set<String> names = new HashSet<>();
        for (Tool tool : tools) {
            if (!names.add(tool.name())) throw new ContractViolation("tools: " + tool.name() + " is named twice");
        }
    }

    /** How this agent takes turns, as the heart of the call wants to know it. */
    @JsonIgnore
    public Policy turnTaking() {
        Map<String, Policy.ToolLimits> toolLimits = tools.stream()
                .collect(Collectors.toMap(
                        Tool::name,
                        tool -> new Policy.ToolLimits(
                                tool.softLimitMs(),
                                tool.timeoutMs(),
                                tool.filler() == null ? "" : tool.filler(),
                                tool.question())));
        Policy turns = policy.asPolicy();
        return turns.with(turns.wording().withAssentIn(language))
                .with(Phrase.GREETING, greeting)
                .with(Phrase.GOODBYE, goodbye)
                .withTools(toolLimits)
                .withTransfer(transferNumber == null ? "" : transferNumber);
    }

    /** The canonical JSON text that {@link #id()} hashes: sorted members, no blanks, absent for null. */
    @JsonIgnore
    public String canonical() {
        return CanonicalJson.of(Json.mapper().valueToTree(this));
    }

    /** 64 lower-case hex digits: the version's id. */
    @JsonIgnore
    public String id() {
        return CanonicalJson.sha256(Json.mapper().valueToTree(this));
    }

    /** Names the version only: prompts stay out of logs. */
    @Override
    public String toString() {
        return "AgentSnapshot[" + id() + "]";
    }

    /**
     * The language model.
     *
     * @param temperature 0 to 2; null: the model's own
     * @param effort reasoning effort word of the model; null: the model's own
     */
    public record Llm(
            String model,
            @Nullable Double temperature,
            @Nullable String effort) {
        /** @throws ContractViolation naming the field that is missing or out of range */
        public Llm {
            Demand.text(model, "llm.model");
            if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
                throw new ContractViolation("llm.temperature: must be between 0 and 2");
            }
        }
    }

    /** The recogniser; {@code endpointingMs}: silence after which it judges the speaker done; {@code keyterms}: words to expect. */
    public record Stt(Engine engine, String model, int endpointingMs, List<String> keyterms) {
        /** @throws ContractViolation naming the field that is missing or out of range */
        public Stt {
            Demand.present(engine, "stt.engine");
            Demand.text(model, "stt.model");
            Demand.atLeast(0, endpointingMs, "stt.endpointing_ms");
            keyterms = Demand.copy(keyterms);
        }

        /** Which of the recogniser's protocols. */
        public enum Engine {
            /** Deepgram {@code /v1/listen}. */
            V1,
            /** Deepgram Flux, {@code /v2/listen}: judges turns itself. */
            FLUX;

            /** Name in JSON. */
            @JsonValue
            public String wire() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** The voice. */
    public record Tts(String model, String speaker) {
        /** @throws ContractViolation naming the missing field */
        public Tts {
            Demand.text(model, "tts.model");
            Demand.text(speaker, "tts.speaker");
        }
    }

    /**
     * A tool as the model sees it and as the gateway enforces it.
     *
     * @param inputSchema JSON Schema 2020-12 of the arguments, an object
     * @param softLimitMs after this the caller hears {@code filler}
     * @param timeoutMs after this the tool counts as failed, or unknown
     * @param readBack the question the caller must say yes to before the tool runs, with slots for its arguments
     *     ({@code {order_id}}, {@code {arguments}}); null: the policy's {@code read_back} for an irreversible tool, none for others
     * @param outputSchema JSON Schema 2020-12 of the answer; null: any JSON
     * @param limits how often it may run; null: a version from before limits were pinned, for which today's settings hold
     */
    public record Tool(
            String name,
            String description,
            JsonNode inputSchema,
            @JsonProperty("class") ToolClass toolClass,
            int softLimitMs,
            int timeoutMs,
            @Nullable String filler,
            @Nullable String readBack,
            @Nullable JsonNode outputSchema,
            @Nullable Limits limits) {
        private static final int LONGEST_QUESTION = 300;

        /** @throws ContractViolation naming the field that is missing or out of range */
        public Tool {
            if (!Demand.text(name, "tools.name").matches("[a-zA-Z0-9_-]{1,64}")) {
                throw new ContractViolation("tools.name: letters, digits, _ and -, at most 64");
            }
            Demand.present(description, "tools.description");
            if (!Demand.present(inputSchema, "tools.input_schema").isObject()) {
                throw new ContractViolation("tools.input_schema: must be an object");
            }
            Demand.present(toolClass, "tools.class");
            Demand.atLeast(0, softLimitMs, "tools.soft_limit_ms");
            Demand.atLeast(1, timeoutMs, "tools.timeout_ms");
            if (readBack != null && !(readBack.strip().endsWith("?") && readBack.length() <= LONGEST_QUESTION)) {
                throw new ContractViolation("tools.read_back: must be a question, at most 300 characters");
            }
        }

        /** Without a question, an output schema and limits of its own. */
        public Tool(
                String name,
                String description,
                JsonNode inputSchema,
                ToolClass toolClass,
                int softLimitMs,
                int timeoutMs,
                @Nullable String filler) {
            this(name, description, inputSchema, toolClass, softLimitMs, timeoutMs, filler, null);
        }

        /** Without an output schema and limits of its own. */
        public Tool(
                String name,
                String description,
                JsonNode inputSchema,
                ToolClass toolClass,
                int softLimitMs,
                int timeoutMs,
                @Nullable String filler,
                @Nullable String readBack) {
            this(name, description, inputSchema, toolClass, softLimitMs, timeoutMs, filler, readBack, null, null);
        }

        private String question() {
            if (readBack != null) return readBack;
            return toolClass == ToolClass.IRREVERSIBLE ? Policy.ToolLimits.STANDARD_QUESTION : "";
        }

        /**
         * How often a tool may run.
         *
         * @param maxPerCall executions in one call
         * @param maxPerMinute executions in any 60 s, over all calls
         * @param retries further attempts of one execution; only a {@code read} may have any
         */
        public record Limits(int maxPerCall, int maxPerMinute, int retries) {
            /** @throws ContractViolation naming the field that is out of range */
            public Limits {
                Demand.atLeast(1, maxPerCall, "tools.limits.max_per_call");
                Demand.atLeast(1, maxPerMinute, "tools.limits.max_per_minute");
                Demand.atLeast(0, retries, "tools.limits.retries");
            }
        }
    }
}

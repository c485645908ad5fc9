package dev.voiceops.simulators.openai;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the scripted brain knows, as written in YAML beside the scenarios (docs: {@code simulators/vendors/README.md}).
 *
 * @param slots facts a caller can state, by name
 * @param intents what a caller can want; on a draw the one written first wins
 * @param lost what is said, in turn, when nothing was understood
 */
public record BrainScript(String name, String about, Map<String, Slot> slots, List<Intent> intents, List<String> lost) {
    @JsonCreator
    public BrainScript(
            @JsonProperty("name") String name,
            @JsonProperty("about") @Nullable String about,
            @JsonProperty("slots") @Nullable Map<String, Slot> slots,
            @JsonProperty("intents") List<Intent> intents,
            @JsonProperty("lost") List<String> lost) {
        this.name = name;
        this.about = about == null ? "" : about;
        this.slots = slots == null ? Map.of() : Map.copyOf(slots);
        this.intents = List.copyOf(intents);
        this.lost = List.copyOf(lost);
        if (this.lost.isEmpty()) {
            throw new IllegalArgumentException("brain " + name + ": 'lost' needs at least one sentence");
        }
        for (var intent : this.intents) {
            for (var need : intent.needs()) {
                if (!this.slots.containsKey(need) || !intent.asks().containsKey(need)) {
                    throw new IllegalArgumentException("brain " + name + ", intent " + intent.name() + ": '" + need
                            + "' needs a slot and a question under 'asks'");
                }
            }
        }
    }

    /**
     * A fact: a number of {@code minDigits} to {@code maxDigits} digits, or with {@code minDigits} 0 the caller's words.
     *
     * @param names names of tool arguments that mean this fact
     */
    public record Slot(List<String> names, int minDigits, int maxDigits) {
        @JsonCreator
        public Slot(
                @JsonProperty("names") List<String> names,
                @JsonProperty("min_digits") int minDigits,
                @JsonProperty("max_digits") int maxDigits) {
            this.names = List.copyOf(names);
            this.minDigits = minDigits;
            this.maxDigits = maxDigits;
        }
    }

    /**
     * Something a caller can want.
     *
     * @param hears alternatives; each is words that must all be heard, in any order
     * @param tool the tool to call, used when the request offers it
     * @param needs slots to know before the tool is called
     * @param asks the question for a needed slot, by slot
     * @param before said in the same answer as the tool call; "" = nothing
     * @param says the answer, or what is said once the tool succeeded; {@code {slot}}, {@code {spell slot}}, {@code
     *     {result.member|result.other|'otherwise'}}
     * @param failed said when the tool failed
     * @param unknown said when nobody knows whether the tool did it
     */
    public record Intent(
            String name,
            List<String> hears,
            String tool,
            List<String> needs,
            Map<String, String> asks,
            String before,
            String says,
            String failed,
            String unknown) {
        @JsonCreator
        static Intent of(
                @JsonProperty("name") String name,
                @JsonProperty("hears") List<String> hears,
                @JsonProperty("tool") @Nullable String tool,
                @JsonProperty("needs") @Nullable List<String> needs,
                @JsonProperty("asks") @Nullable Map<String, String> asks,
                @JsonProperty("before") @Nullable String before,
                @JsonProperty("says") String says,
                @JsonProperty("failed") @Nullable String failed,
                @JsonProperty("unknown") @Nullable String unknown) {
            return new Intent(
                    name,
                    List.copyOf(hears),
                    tool == null ? "" : tool,
                    needs == null ? List.of() : List.copyOf(needs),
                    asks == null ? Map.of() : Map.copyOf(asks),
                    before == null ? "" : before,
                    says,
                    failed == null ? "I am sorry, that did not work just now." : failed,
                    unknown == null ? "I am sorry, I cannot tell whether that worked." : unknown);
        }
    }
}

package dev.voiceops.contracts.redaction;

import dev.voiceops.call.Utterance;
import java.util.ArrayList;
import java.util.List;

/** Redacts utterances in their order: what one side says without being answered is one text, and a question tells about its answer. */
public final class RedactedSpeech {
    private RedactedSpeech() {}

    /** The utterances with marks; as many, in the same order. */
    public static List<Utterance> of(List<Utterance> utterances) {
        List<Utterance> redacted = new ArrayList<>();
        String asked = "";
        for (int from = 0; from < utterances.size(); ) {
            int to = from + 1;
            while (to < utterances.size()
                    && utterances.get(to).speaker() == utterances.get(from).speaker()) {
                to++;
            }
            List<Utterance> stretch = utterances.subList(from, to);
            redacted.addAll(stretch(stretch, asked));
            asked = String.join("\n", stretch.stream().map(Utterance::generated).toList());
            from = to;
        }
        return redacted;
    }

    private static List<Utterance> stretch(List<Utterance> stretch, String asked) {
        List<String> generated = Redactor.redact(
                        stretch.stream().map(Utterance::generated).toList(), asked)
                .texts();
        List<String> heard = heard(stretch, asked);
        List<Utterance> redacted = new ArrayList<>();
        for (int i = 0; i < stretch.size(); i++) {
            Utterance said = stretch.get(i);
            redacted.add(new Utterance(
                    said.turn(),
                    said.speaker(),
                    generated.get(i),
                    heard.get(i),
                    said.heardBy(),
                    said.interrupted(),
                    said.startedMs(),
                    said.endedMs()));
        }
        return redacted;
    }

    /** A number of which only the beginning was heard is known by the rest that was to follow. */
    private static List<String> heard(List<Utterance> stretch, String asked) {
        List<String> pieces = new ArrayList<>();
        for (Utterance said : stretch) {
            boolean beginning = said.generated().startsWith(said.heard());
            pieces.add(said.heard());
            pieces.add(beginning ? said.generated().substring(said.heard().length()) : "");
        }
        List<String> redacted = Redactor.redact(pieces, asked).texts();
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < stretch.size(); i++) {
            heard.add(redacted.get(2 * i));
        }
        return heard;
    }
}

package dev.voiceops.store;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.redaction.RedactedSpeech;
import dev.voiceops.contracts.redaction.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said and asked, as the tenant wants it read: with marks unless its policy is {@link RedactionPolicy#NONE}. With
 * WRITE most is redacted already, and twice changes nothing; calls from before the policy was chosen are redacted here. The
 * one door through which what was said gets out of the database to people.
 */
final class AsRead {
    private final boolean plain;

    private AsRead(RedactionPolicy policy) {
        this.plain = policy == RedactionPolicy.NONE;
    }

    static AsRead of(TenantTx tx) {
        return new AsRead(Tenants.redaction(tx));
    }

    static AsRead of(PortalTx tx) {
        return new AsRead(RedactionPolicy.of(
                tx.sql("select portal_redaction()").query(String.class).single()));
    }

    List<Utterance> utterances(List<Utterance> said) {
        return plain ? said : RedactedSpeech.of(said);
    }

    CallRecord.Event event(CallRecord.Event event) {
        if (plain) return event;
        return new CallRecord.Event(
                event.seq(), event.at(), event.monoMs(), event.type(), Redactor.redactJson(event.payload()));
    }

    ToolExecution execution(ToolExecution asked) {
        if (plain) return asked;
        return new ToolExecution(
                asked.id(),
                asked.call(),
                asked.tool(),
                asked.toolCallId(),
                asked.toolClass(),
                asked.status(),
                Redactor.redactJson(asked.input()),
                json(asked.output()),
                asked.errorCode(),
                asked.errorMessage() == null ? null : Redactor.redact(asked.errorMessage()),
                asked.traceId(),
                asked.startedAt(),
                asked.finishedAt(),
                asked.timings(),
                json(asked.confirmation()),
                asked.resolution());
    }

    private static @Nullable String json(@Nullable String text) {
        return text == null ? null : Redactor.redactJson(text);
    }

    /** What stands in a row of lines of one speaker is redacted as one text; what the other said before gives the cue. */
    List<PortalCalls.Line> lines(List<PortalCalls.Line> lines) {
        if (plain) return lines;
        List<PortalCalls.Line> shown = new ArrayList<>();
        String before = "";
        for (int from = 0; from < lines.size(); ) {
            int to = from;
            while (to < lines.size()
                    && lines.get(to).speaker().equals(lines.get(from).speaker())) to++;
            List<String> heard = lines.subList(from, to).stream()
                    .map(PortalCalls.Line::heard)
                    .toList();
            List<String> texts = Redactor.redact(heard, before).texts();
            for (int i = from; i < to; i++) shown.add(lines.get(i).heardAs(texts.get(i - from)));
            before = String.join(" ", heard);
            from = to;
        }
        return shown;
    }
}

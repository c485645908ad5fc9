package dev.voiceops.store.testing;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ToolClass;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.JournalEntry;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tool;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecutions;
import dev.voiceops.store.ToolId;
import dev.voiceops.store.Tools;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An ended call in which the caller said something, everywhere such words may come to lie: in events, in what both sides said,
 * and in what a tool was asked and answered.
 */
public record TalkedCall(CallId id, ExecutionId execution) {
    /** Puts one on record, from this number. */
    public static TalkedCall of(Specimen specimen, String from, String words) {
        InboundCall ringing = specimen.ringing();
        InboundCall inbound = new InboundCall(
                ringing.id(),
                ringing.twilioCallSid(),
                from,
                specimen.number(),
                specimen.agent(),
                specimen.version(),
                ringing.traceId(),
                true,
                ringing.createdAt());
        return specimen.db().tenant(specimen.tenant(), Specimen.TESTER, tx -> write(tx, inbound, words));
    }

    private static TalkedCall write(TenantTx tx, InboundCall inbound, String words) {
        CallId call = Calls.insertInbound(tx, inbound).id();
        Instant now = inbound.createdAt();
        Calls.markLive(tx, call, now);
        String json = Json.write(Map.of("text", words));
        var heard = new JournalEntry.Happening(now, 10L, "runtime.voice_stt_transcript", json);
        CallJournal.append(
                tx,
                call,
                0,
                List.of(
                        new JournalEntry.Event(1, heard),
                        new JournalEntry.Said(2, said(Utterance.Speaker.CALLER, words)),
                        new JournalEntry.Said(3, said(Utterance.Speaker.AGENT, "I have " + words))));
        ExecutionId execution = ask(tx, call, json);
        Call.End end = new Call.End(
                EndReason.CALLER_HANGUP, Outcome.RESOLVED, Call.Witness.CONNECTOR, now.plusSeconds(30), null);
        Calls.end(tx, call, end);
        return new TalkedCall(call, execution);
    }

    private static Utterance said(Utterance.Speaker speaker, String words) {
        Utterance.HeardBy by =
                speaker == Utterance.Speaker.CALLER ? Utterance.HeardBy.RECOGNISED : Utterance.HeardBy.PLAYED_OUT;
        return new Utterance(1, speaker, words, words, by, false, 100, 2_000);
    }

    private static ExecutionId ask(TenantTx tx, CallId call, String json) {
        Tool tool = new Tool(
                ToolId.create(),
                "tool_" + call.toString().replace('-', '_'),
                "d",
                ToolClass.READ,
                "{}",
                null,
                1_000,
                100,
                null,
                0);
        Tools.insert(tx, tool);
        ToolExecution.New asked = new ToolExecution.New(
                ExecutionId.create(),
                call,
                tool.id(),
                "t1",
                "key-" + call,
                ToolClass.READ,
                json,
                "t",
                null,
                Duration.ofSeconds(1));
        ToolExecutions.start(tx, asked, new ToolExecutions.Quota(10, 10));
        ToolExecutions.finish(
                tx, asked.id(), new ToolExecution.Finish(ToolExecution.Status.SUCCEEDED, json, null, null, "{}"));
        return asked.id();
    }
}

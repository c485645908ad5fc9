package dev.voiceops.control.phone;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.Reason;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Work;
import dev.voiceops.vendors.twilio.FormFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * What Twilio reports of a call and its stream. Reports come in any order and any number of times; all orders lead to one same
 * final state. Reports about calls we do not know (legs of a dial) are ignored. Safe for all threads.
 */
final class CarrierReports {
    private static final Reason REPORT = new Reason("find the call of a carrier report");

    private final Db db;
    private final InstantSource clock;

    CarrierReports(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A call status callback. */
    void status(FormFields form) {
        Call.CarrierStatus status = status(form.one("CallStatus").orElse(""));
        int sequence = form.one("SequenceNumber")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(-1);
        Instant at = told(form, DateTimeFormatter.RFC_1123_DATE_TIME);
        withCall(form, (tx, call) -> {
            if (Calls.carrierSays(tx, call.id(), status, sequence)) {
                Map<String, Object> told = Map.of("status", status.code(), "sequence_number", sequence);
                note(tx, call, at, RuntimeEvents.TWILIO_STATUS, told);
            }
            // also when a later report came first: the earliest end counts, whatever the order of arrival
            if (status.terminal()) Calls.end(tx, call.id(), ending(call, status, at));
        });
    }

    /** A media stream status callback. */
    void stream(FormFields form) {
        String event = form.one("StreamEvent")
                .filter(text -> text.matches("stream-[a-z]{1,20}"))
                .orElse("unknown");
        Instant at = told(form, DateTimeFormatter.ISO_DATE_TIME);
        withCall(
                form,
                (tx, call) -> note(tx, call, at, RuntimeEvents.TWILIO_STREAM_STATUS, Map.of("stream_event", event)));
    }

    private void withCall(FormFields form, Report report) {
        String sid = Ringing.sid(form);
        Optional<Call> found = db.platform(REPORT, Phone.ACTOR, tx -> Calls.bySid(tx, sid));
        found.ifPresent(call -> db.tenant(call.tenant(), Phone.ACTOR, Work.repeatable((TenantTx tx) -> {
            report.apply(tx, call);
            return true;
        })));
    }

    private static Call.End ending(Call call, Call.CarrierStatus status, Instant at) {
        boolean failed = status == Call.CarrierStatus.FAILED;
        EndReason reason = failed ? EndReason.VENDOR_FAILURE : EndReason.CALLER_HANGUP;
        Outcome unfinished = call.answeredAt() == null ? Outcome.ABANDONED : Outcome.UNKNOWN;
        return new Call.End(reason, failed ? Outcome.FAILED : unfinished, Call.Witness.CARRIER, at, null);
    }

    private static void note(TenantTx tx, Call call, Instant at, String type, Map<String, Object> fields) {
        CallJournal.note(tx, call.id(), new Happening(at, null, type, Json.write(fields)));
    }

    private static Call.CarrierStatus status(String word) {
        try {
            return Call.CarrierStatus.parse(word);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "CallStatus: is none that Twilio documents");
        }
    }

    /** The report's own time, so that a repeated report says the same; the moment of arrival if it has none. */
    private Instant told(FormFields form, DateTimeFormatter format) {
        try {
            return form.one("Timestamp")
                    .map(text -> ZonedDateTime.parse(text, format).toInstant())
                    .orElseGet(clock::instant);
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    @FunctionalInterface
    private interface Report {
        void apply(TenantTx tx, Call call);
    }
}

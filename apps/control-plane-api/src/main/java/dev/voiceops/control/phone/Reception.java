package dev.voiceops.control.phone;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.HandoffV1;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.RuntimeEvents;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.CallJournal;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Connector;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Db;
import dev.voiceops.store.InboundCall;
import dev.voiceops.store.JournalEntry.Happening;
import dev.voiceops.store.MediaTokens;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.Outbox;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Route;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tenants;
import dev.voiceops.store.VersionId;
import dev.voiceops.vendors.twilio.Twiml;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes an inbound call: number to tenant to agent to version, the call on record with its handoff and its media token in one
 * transaction. The same CallSid again (Twilio retries, and its signatures can be replayed) changes nothing on
 * record and is answered as a call that is looked after already: see {@link Resumption}. Safe for all threads.
 */
final class Reception {
    private static final Reason ROUTE = new Reason("route an inbound call");

    private final Db db;
    private final PhoneConfig config;
    private final Answers answers;
    private final Resumption resumption;
    private final InstantSource clock;

    Reception(Db db, PhoneConfig config, Answers answers, Resumption resumption, InstantSource clock) {
        this.db = db;
        this.config = config;
        this.answers = answers;
        this.resumption = resumption;
        this.clock = clock;
    }

    /** What the caller gets. Blocks on the database. */
    Twiml receive(Ringing ringing) {
        Lookup lookup = db.platform(ROUTE, Phone.ACTOR, tx -> look(tx, ringing));
        if (lookup.known()) return resumption.resume(ringing.callSid(), 1);
        return lookup.route()
                .map(route -> receive(ringing, route, lookup.room()))
                .orElseGet(answers::unknownNumber);
    }

    private Lookup look(PlatformTx tx, Ringing ringing) {
        return new Lookup(
                Calls.bySid(tx, ringing.callSid()).isPresent(),
                Numbers.route(tx, ringing.to()),
                Connectors.withRoom(tx, config.connectorFreshness()).stream().findFirst());
    }

    private Twiml receive(Ringing ringing, Route route, Optional<Connector> room) {
        AgentId agent = route.agent();
        VersionId version = route.version();
        if (!route.tenantActive() || agent == null || version == null) return answers.unattended(Optional.of(route));
        InboundCall call = new InboundCall(
                CallId.create(),
                ringing.callSid(),
                ringing.from(),
                ringing.to(),
                agent,
                version,
                UUID.randomUUID().toString().replace("-", ""),
                config.simulated(),
                clock.instant());
        return db.tenant(
                route.tenant(),
                Phone.ACTOR,
                tx -> room.filter(_ -> Tenants.hasRoom(tx))
                        .map(connector -> accept(tx, call, connector))
                        .orElseGet(() -> turnAway(tx, call, route)));
    }

    private Twiml accept(TenantTx tx, InboundCall call, Connector connector) {
        Calls.Inserted onRecord = Calls.insertInbound(tx, call);
        if (onRecord.created()) handOff(tx, call, connector.id());
        Secret token = MediaTokens.issue(tx, onRecord.id(), config.mediaTokenValidity());
        return answers.connect(token, connector, 1);
    }

    private Twiml turnAway(TenantTx tx, InboundCall call, Route route) {
        if (Calls.insertInbound(tx, call).created()) {
            Instant at = call.createdAt();
            EndReason full = EndReason.NO_CAPACITY;
            Calls.end(tx, call.id(), new Call.End(full, Outcome.FAILED, Call.Witness.CONTROL_PLANE, at, null));
            String cause = Json.write(Map.of("cause", full.code()));
            CallJournal.note(tx, call.id(), new Happening(at, null, RuntimeEvents.HANDOFF_FAILED, cause));
        }
        return answers.unattended(Optional.of(route));
    }

    private void handOff(TenantTx tx, InboundCall call, String connectorHint) {
        HandoffV1 handoff = new HandoffV1(
                HandoffV1.VERSION,
                call.traceId(),
                "twilio",
                tx.tenant().value(),
                call.agent().value(),
                call.id().value(),
                text(call.twilioCallSid()),
                "call-" + call.id(),
                text(call.from()),
                text(call.to()),
                connectorHint);
        Outbox.publish(tx, RuntimeEvents.HANDOFF_REQUESTED, Json.write(handoff));
        String told = Json.write(Map.of("room", handoff.room(), "connector_hint", connectorHint));
        CallJournal.note(tx, call.id(), new Happening(call.createdAt(), null, RuntimeEvents.HANDOFF_REQUESTED, told));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private record Lookup(boolean known, Optional<Route> route, Optional<Connector> room) {}
}

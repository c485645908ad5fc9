package dev.voiceops.control.phone;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Outcome;
import dev.voiceops.contracts.AgentSnapshot;
import dev.voiceops.contracts.Json;
import dev.voiceops.store.AgentVersion;
import dev.voiceops.store.Call;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Connector;
import dev.voiceops.store.Connectors;
import dev.voiceops.store.Db;
import dev.voiceops.store.Dispatch;
import dev.voiceops.store.Dispatches;
import dev.voiceops.store.MediaTokens;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Route;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Versions;
import dev.voiceops.vendors.twilio.Twiml;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Twilio asks what to do because the media stream has ended, or never began. The call's state answers. A call whose connector may
 * still tell how it ended is asked about again after a second; after {@link #PATIENCE} seconds it is ended here. A media token is
 * given again only to a call whose media never came. Safe for all threads.
 */
final class Resumption {
    /** How often Twilio is told to ask again before the call is given up. */
    static final int PATIENCE = 4;

    private static final Reason RESUME = new Reason("answer a call whose stream ended");

    private final Db db;
    private final PhoneConfig config;
    private final Answers answers;
    private final InstantSource clock;

    Resumption(Db db, PhoneConfig config, Answers answers, InstantSource clock) {
        this.db = db;
        this.config = config;
        this.answers = answers;
        this.clock = clock;
    }

    /** The next verbs. {@code attempt}: 1 when Twilio asks for the first time. Blocks on the database. */
    Twiml resume(String callSid, int attempt) {
        return db.platform(RESUME, Phone.ACTOR, tx -> look(tx, callSid))
                .map(lookup -> db.tenant(lookup.call().tenant(), Phone.ACTOR, tx -> decide(tx, lookup, attempt)))
                .orElseGet(answers::trouble);
    }

    private Optional<Lookup> look(PlatformTx tx, String callSid) {
        return Calls.bySid(tx, callSid).map(call -> {
            String to = call.to();
            return new Lookup(
                    call,
                    to == null ? Optional.empty() : Numbers.route(tx, to),
                    Connectors.list(tx),
                    Connectors.withRoom(tx, config.connectorFreshness()).stream()
                            .findFirst());
        });
    }

    private Twiml decide(TenantTx tx, Lookup lookup, int attempt) {
        Call call = lookup.call();
        return switch (call.state()) {
            case ENDED -> ended(tx, lookup);
            case QUEUED, LIVE -> attempt > PATIENCE ? giveUp(tx, lookup) : open(tx, lookup, attempt);
        };
    }

    /** Still open: if its media never came, connect it to whoever holds it or will; if it did, its connector must speak first. */
    private Twiml open(TenantTx tx, Lookup lookup, int attempt) {
        Call call = lookup.call();
        Optional<Connector> waiting =
                call.state() == Call.State.QUEUED ? holder(tx, lookup).or(lookup::room) : Optional.empty();
        return waiting.map(connector -> answers.connect(
                        MediaTokens.issue(tx, call.id(), config.mediaTokenValidity()), connector, attempt + 1))
                .orElseGet(() -> answers.askAgain(attempt + 1));
    }

    private Optional<Connector> holder(TenantTx tx, Lookup lookup) {
        return Dispatches.ofCall(tx, lookup.call().id()).stream()
                .filter(dispatch -> dispatch.state() == Dispatch.State.CLAIMED)
                .flatMap(dispatch -> lookup.connectors().stream()
                        .filter(connector -> connector.id().equals(dispatch.claimedBy())))
                .findFirst();
    }

    private Twiml giveUp(TenantTx tx, Lookup lookup) {
        boolean silent = holder(tx, lookup)
                .filter(connector ->
                        connector.heartbeatAt().isAfter(clock.instant().minus(config.connectorFreshness())))
                .isEmpty();
        EndReason reason = silent ? EndReason.CONNECTOR_LOST : EndReason.MEDIA_LOST;
        Calls.end(
                tx,
                lookup.call().id(),
                new Call.End(reason, Outcome.FAILED, Call.Witness.CONTROL_PLANE, clock.instant(), null));
        return answers.broken(lookup.route());
    }

    private Twiml ended(TenantTx tx, Lookup lookup) {
        EndReason reason = lookup.call().endReason();
        if (reason == null) return answers.broken(lookup.route());
        return switch (reason) {
            case CALLER_HANGUP, AGENT_GOODBYE, SILENCE, MAX_DURATION, OPERATOR_END, VOICEMAIL -> answers.hangUp();
            case TRANSFERRED -> transfer(tx, lookup);
            case NO_CAPACITY -> answers.unattended(lookup.route());
            case DRAINED -> answers.afterGoodbye(lookup.route());
            case MEDIA_LOST, CONNECTOR_LOST, DISPATCH_EXPIRED, HANDOFF_INVALID, VENDOR_FAILURE, INTERNAL_ERROR ->
                answers.broken(lookup.route());
        };
    }

    private Twiml transfer(TenantTx tx, Lookup lookup) {
        Call call = lookup.call();
        return Versions.find(tx, call.agent(), call.version())
                .map(AgentVersion::snapshot)
                .flatMap(snapshot -> Optional.ofNullable(
                        Json.read(snapshot, AgentSnapshot.class).transferNumber()))
                .map(answers::dial)
                .orElseGet(() -> answers.broken(lookup.route()));
    }

    private record Lookup(Call call, Optional<Route> route, List<Connector> connectors, Optional<Connector> room) {}
}

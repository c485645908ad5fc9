package dev.voiceops.control.numbers;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.E164;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Agent;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Agents;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.store.TenantTx;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds, routes and removes numbers, for the API and for commands; each in the transaction it is given, audit row included. A number
 * belongs to one tenant of the whole platform. Stateless.
 */
public final class NumberDesk {
    private static final Set<String> CHANGEABLE = Set.of("agent_id", "fallback_number", "fallback_message");
    private static final int LONGEST_MESSAGE = 500;

    private NumberDesk() {}

    /** {@code agentId} null: only the fallback answers. */
    record NewNumber(
            @Nullable String e164,
            @Nullable UUID agentId,
            @Nullable String fallbackNumber,
            @Nullable String fallbackMessage) {}

    static PhoneNumber add(TenantTx tx, NewNumber wanted) {
        return add(
                tx,
                new PhoneNumber(
                        NumberId.create(),
                        number("e164", wanted.e164()),
                        wanted.agentId() == null ? null : new AgentId(wanted.agentId()),
                        wanted.fallbackNumber(),
                        wanted.fallbackMessage()));
    }

    /** @throws ProblemException 400 naming the field that is wrong, 409 when a tenant has the number */
    static PhoneNumber add(TenantTx tx, PhoneNumber number) {
        PhoneNumber sound = checked(tx, number);
        if (!Numbers.insertIfFree(tx, sound)) {
            throw new ProblemException(ProblemType.TAKEN, "e164: the number belongs to a tenant already");
        }
        audit(tx, AuditAction.NUMBER_ADDED, sound, Map.of("number", NumberView.of(sound)));
        return sound;
    }

    /** Changes a number by a JSON merge patch (RFC 7396). @throws ProblemException 400, 404 */
    static PhoneNumber change(TenantTx tx, NumberId id, JsonNode patch) {
        PhoneNumber before = Numbers.lock(tx, id).orElseThrow(NumberDesk::absent);
        if (!patch.isObject()) throw new ContractViolation("the patch must be a JSON object");
        patch.propertyNames().forEach(name -> {
            if (!CHANGEABLE.contains(name)) throw new ContractViolation(name + ": cannot be changed");
        });
        ObjectNode view = Json.mapper().valueToTree(NumberView.of(before));
        patch.properties().forEach(member -> view.set(member.getKey(), member.getValue()));
        NumberView wanted = Json.read(Json.write(view), NumberView.class);
        return reroute(
                tx,
                before,
                new PhoneNumber(
                        id,
                        before.e164(),
                        wanted.agentId() == null ? null : new AgentId(wanted.agentId()),
                        wanted.fallbackNumber(),
                        wanted.fallbackMessage(),
                        before.twilioSid()));
    }

    /**
     * Has an agent answer a number, which is added to the tenant when it is new.
     *
     * @throws ProblemException 400 when it is no number or there is no such agent, 409 when another tenant has it
     */
    public static PhoneNumber assign(TenantTx tx, String e164, AgentId agent) {
        String plain = number("e164", e164);
        Optional<PhoneNumber> known = Numbers.byE164(tx, plain).flatMap(number -> Numbers.lock(tx, number.id()));
        return known.map(before -> reroute(
                        tx,
                        before,
                        new PhoneNumber(
                                before.id(),
                                plain,
                                agent,
                                before.fallbackNumber(),
                                before.fallbackMessage(),
                                before.twilioSid())))
                .orElseGet(() -> add(tx, new PhoneNumber(NumberId.create(), plain, agent, null, null)));
    }

    /** @throws ProblemException 404 */
    static void remove(TenantTx tx, NumberId id) {
        PhoneNumber gone = Numbers.lock(tx, id).orElseThrow(NumberDesk::absent);
        Numbers.remove(tx, id);
        audit(tx, AuditAction.NUMBER_REMOVED, gone, Map.of("number", NumberView.of(gone)));
    }

    static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such number");
    }

    private static PhoneNumber reroute(TenantTx tx, PhoneNumber before, PhoneNumber wanted) {
        PhoneNumber after = checked(tx, wanted);
        Numbers.change(tx, after);
        audit(
                tx,
                AuditAction.NUMBER_CHANGED,
                after,
                Map.of("before", NumberView.of(before), "after", NumberView.of(after)));
        return after;
    }

    private static PhoneNumber checked(TenantTx tx, PhoneNumber number) {
        AgentId agent = number.agent();
        if (agent != null && Agents.find(tx, agent).filter(Agent::active).isEmpty()) {
            throw wrong("agent_id", "this tenant has no such active agent");
        }
        String fallback = number.fallbackNumber();
        if (fallback != null && number("fallback_number", fallback).equals(number.e164())) {
            throw wrong("fallback_number", "is the number itself; callers would go in a circle");
        }
        String message = number.fallbackMessage();
        if (message != null && (message.isBlank() || message.length() > LONGEST_MESSAGE)) {
            throw wrong("fallback_message", "1 to " + LONGEST_MESSAGE + " characters, or null");
        }
        return number;
    }

    private static String number(String field, @Nullable String text) {
        if (text != null && E164.fits(text)) return text;
        throw wrong(field, E164.HINT);
    }

    private static void audit(TenantTx tx, AuditAction action, PhoneNumber number, Object detail) {
        Audit.append(tx, action, new Audit.Target("phone_number", number.id().toString()), Json.write(detail));
    }

    private static ProblemException wrong(String field, String rule) {
        return new ProblemException(ProblemType.INVALID_REQUEST, field + ": " + rule);
    }
}

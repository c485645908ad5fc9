package dev.voiceops.control.numbers;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.voiceops.contracts.E164;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.NumberId;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.PhoneNumber;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.twilio.TwilioNumbers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes numbers of a Twilio account over into a tenant. Every number is its own transaction and its own answer, so that one that
 * cannot be taken does not keep the others away, and the same import can be made again. Blocks on Twilio; safe for all threads.
 */
final class NumberImport {
    private static final Pattern SID = Pattern.compile("PN[0-9a-fA-F]{32}");

    private final URI base;

    NumberImport(NumbersConfig config) {
        this.base = config.publicBaseUrl();
    }

    /**
     * What to import.
     *
     * @param numbers only these; null: all that the account has
     * @param agentId who answers them; null: nobody yet
     * @param setWebhooks whether Twilio is told to announce their calls here
     */
    record Wanted(
            @Nullable List<String> numbers,
            @Nullable UUID agentId,
            @Nullable Boolean setWebhooks) {}

    /** What became of one number; {@code detail}: why not, and what to do. */
    record Imported(
            String e164,
            Outcome outcome,
            @Nullable UUID id,
            @Nullable String detail) {}

    enum Outcome {
        /** It is new here. */
        ADDED,
        /** The tenant had it; it now knows its name at Twilio. */
        KNOWN,
        /** Another tenant has it. */
        TAKEN,
        /** It is not fit for calls, or the account does not have it. */
        UNFIT,
        /** It is here, but Twilio does not announce its calls yet. */
        NOT_ANNOUNCED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws ProblemException 502 when the account cannot be read */
    List<Imported> run(TenantScope scope, TwilioNumbers twilio, Wanted wanted) {
        List<TwilioNumbers.Owned> owned = owned(twilio);
        List<Imported> done = new ArrayList<>();
        for (TwilioNumbers.Owned number : owned) {
            if (wanted.numbers() == null || wanted.numbers().contains(number.e164())) {
                done.add(one(scope, twilio, number, wanted));
            }
        }
        if (wanted.numbers() != null) {
            wanted.numbers().stream()
                    .filter(name ->
                            owned.stream().noneMatch(number -> number.e164().equals(name)))
                    .forEach(name ->
                            done.add(new Imported(name, Outcome.UNFIT, null, "the Twilio account has no such number")));
        }
        return done;
    }

    private Imported one(TenantScope scope, TwilioNumbers twilio, TwilioNumbers.Owned number, Wanted wanted) {
        if (!number.voice()
                || !E164.fits(number.e164())
                || !SID.matcher(number.sid()).matches()) {
            return new Imported(number.e164(), Outcome.UNFIT, null, "it takes no calls");
        }
        Imported here;
        try {
            here = scope.in(tx -> {
                Optional<PhoneNumber> known = Numbers.byE164(tx, number.e164());
                if (known.isPresent()) {
                    PhoneNumber before = known.get();
                    Numbers.change(
                            tx,
                            new PhoneNumber(
                                    before.id(),
                                    before.e164(),
                                    before.agent(),
                                    before.fallbackNumber(),
                                    before.fallbackMessage(),
                                    number.sid()));
                    return new Imported(
                            number.e164(), Outcome.KNOWN, before.id().value(), null);
                }
                AgentId agent = wanted.agentId() == null ? null : new AgentId(wanted.agentId());
                PhoneNumber added = NumberDesk.add(
                        tx, new PhoneNumber(NumberId.create(), number.e164(), agent, null, null, number.sid()));
                return new Imported(number.e164(), Outcome.ADDED, added.id().value(), null);
            });
        } catch (ProblemException e) {
            if (!e.problem().is(ProblemType.TAKEN)) throw e;
            return new Imported(number.e164(), Outcome.TAKEN, null, "it belongs to another tenant");
        }
        return Boolean.TRUE.equals(wanted.setWebhooks()) ? announced(twilio, number, here) : here;
    }

    private Imported announced(TwilioNumbers twilio, TwilioNumbers.Owned number, Imported here) {
        try {
            twilio.announce(
                    number.sid(),
                    new TwilioNumbers.Webhooks(
                            URI.create(base + "/twilio/webhook/inbound"),
                            URI.create(base + "/twilio/webhook/fallback"),
                            URI.create(base + "/twilio/webhook/status")));
            return here;
        } catch (VendorException e) {
            return new Imported(
                    here.e164(), Outcome.NOT_ANNOUNCED, here.id(), e.failure().message() + "; import again to retry");
        }
    }

    private static List<TwilioNumbers.Owned> owned(TwilioNumbers twilio) {
        try {
            return twilio.list();
        } catch (VendorException e) {
            throw new ProblemException(
                    ProblemType.VENDOR_REFUSED,
                    e.failure().message() + " (" + e.failure().code() + "); check the account's sid and token");
        }
    }
}

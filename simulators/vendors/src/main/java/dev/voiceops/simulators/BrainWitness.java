package dev.voiceops.simulators;

import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.openai.BrainLog;
import dev.voiceops.simulators.twilio.PhoneCall;
import dev.voiceops.simulators.twilio.Understanding;
import dev.voiceops.simulators.wire.RequestLog;
import java.time.Instant;

/** Tells from the simulated brain's log what it understood while a call went on. With several calls at once it cannot tell whose words they were. */
final class BrainWitness implements Understanding {
    private final BrainLog log;
    private final RequestLog requests;

    BrainWitness(BrainLog log, RequestLog requests) {
        this.log = log;
        this.requests = requests;
    }

    @Override
    public Seen between(PhoneCall call, long fromMs, long toMs) {
        Instant from = call.placed().plusMillis(fromMs);
        Instant to = toMs == Long.MAX_VALUE ? Instant.MAX : call.placed().plusMillis(toMs);
        var thoughts = log.list().stream()
                .filter(thought -> !thought.at().isBefore(from) && thought.at().isBefore(to))
                .toList();
        return new Seen(
                thoughts.stream()
                        .map(BrainLog.Thought::intent)
                        .filter(intent -> !intent.isEmpty())
                        .distinct()
                        .toList(),
                thoughts.stream()
                        .flatMap(thought -> thought.tools().stream())
                        .distinct()
                        .toList());
    }

    @Override
    public boolean knowsWords() {
        return requests.list().stream().anyMatch(request -> request.vendor() == Vendor.RIME);
    }
}

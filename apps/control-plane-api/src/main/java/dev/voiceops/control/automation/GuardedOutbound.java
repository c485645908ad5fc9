package dev.voiceops.control.automation;

import dev.voiceops.control.egress.EgressAnswer;
import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.control.egress.EgressRequest;
import dev.voiceops.control.integrations.Outbound;
import java.net.URI;

/** Lets other features reach tenants' systems through the gateway's own client. Safe for all threads. */
final class GuardedOutbound implements Outbound {
    private final EgressClient client;

    GuardedOutbound(EgressClient client) {
        this.client = client;
    }

    @Override
    public Answer send(Request request) {
        URI url = request.url();
        EgressAnswer answer = client.send(new EgressRequest(
                request.method(),
                url.getScheme() + "://" + url.getRawAuthority(),
                url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath(),
                url.getRawQuery() == null ? "" : url.getRawQuery(),
                request.headers(),
                request.body(),
                request.deadline(),
                false));
        return switch (answer) {
            case EgressAnswer.Answered answered -> new Answered(answered.status());
            case EgressAnswer.NotSent unsent -> new Failed(unsent.code());
            case EgressAnswer.Lost lost -> new Failed(lost.code());
        };
    }
}

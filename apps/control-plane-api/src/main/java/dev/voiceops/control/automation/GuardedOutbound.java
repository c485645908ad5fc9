package dev.voiceops.control.automation;

import dev.voiceops.control.integrations.Outbound;

/** Lets other features reach tenants' systems through the gateway's own client. Safe for all threads. */
final class GuardedOutbound implements Outbound {
    private final EndpointClient client;

    GuardedOutbound(EndpointClient client) {
        this.client = client;
    }

    @Override
    public Answer send(Request request) {
        EndpointAnswer answer = client.send(new EndpointRequest(
                request.method(), request.url(), request.headers(), request.body(), request.deadline()));
        return switch (answer) {
            case EndpointAnswer.Answered answered -> new Answered(answered.status());
            case EndpointAnswer.NotSent unsent -> new Failed(unsent.code());
            case EndpointAnswer.Lost lost -> new Failed(lost.code());
        };
    }
}

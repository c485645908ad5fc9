package dev.voiceops.vendors.failover;

import dev.voiceops.call.ToolCall;
import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.LlmCall;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.RateLimits;
import dev.voiceops.vendors.Usage;
import dev.voiceops.vendors.VendorFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the next model when one fails before anything of its answer came; the last one is asked once more if its failure
 * may pass. Once something came, a failure is final: it may have been spoken already. Thread-safe.
 */
public final class FailoverLanguageModel implements LanguageModel {
    private final List<Brain> brains;

    /** @param brains in the order of preference, at least one */
    public FailoverLanguageModel(List<Brain> brains) {
        if (brains.isEmpty()) throw new IllegalArgumentException("failover needs at least one brain");
        this.brains = List.copyOf(brains);
    }

    @Override
    public LlmCall ask(LlmRequest request, LlmListener listener) {
        var asking = new Asking(request, listener);
        asking.ask();
        return asking;
    }

    private final class Asking implements LlmCall, LlmListener {
        private final LlmRequest request;
        private final LlmListener listener;
        private int brain;
        private boolean repeated;
        private boolean something; // of the answer has come
        private boolean cancelled;
        private @Nullable LlmCall current;

        Asking(LlmRequest request, LlmListener listener) {
            this.request = request;
            this.listener = listener;
        }

        synchronized void ask() {
            if (cancelled) return;
            var chosen = brains.get(brain);
            current = chosen.model().ask(request.with(chosen.options().apply(request.options())), this);
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            if (current != null) current.cancel();
        }

        @Override
        public void onFailure(VendorFailure failure) {
            if (something || !another(failure)) {
                listener.onFailure(failure);
                return;
            }
            listener.onAskedAgain(failure, brains.get(brain).name());
            ask();
        }

        private boolean another(VendorFailure failure) {
            if (brain + 1 < brains.size()) {
                brain++;
                return true;
            }
            if (repeated || !failure.mayPass()) return false;
            repeated = true;
            return true;
        }

        @Override
        public void onFirstByte(String requestId) {
            listener.onFirstByte(requestId);
        }

        @Override
        public void onRateLimits(RateLimits limits) {
            listener.onRateLimits(limits);
        }

        @Override
        public void onText(String delta) {
            something = true;
            listener.onText(delta);
        }

        @Override
        public void onToolCall(ToolCall call) {
            something = true;
            listener.onToolCall(call);
        }

        @Override
        public void onDone(Finish finish, @Nullable Usage usage) {
            listener.onDone(finish, usage);
        }
    }
}

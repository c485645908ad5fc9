package dev.voiceops.vendors.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.ToolCall;
import dev.voiceops.vendors.LlmCall;
import dev.voiceops.vendors.LlmDeadlines;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.LlmOptions;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.Usage;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailoverLanguageModelTest {
    private final List<String> told = new ArrayList<>();
    private final List<LlmListener> asked = new ArrayList<>();
    private final List<String> models = new ArrayList<>();
    private int cancelled;

    @Test
    void the_next_model_is_asked_while_nothing_has_come() {
        ask("first", "second");
        fail(Kind.QUOTA);
        asked.getLast().onText("Hi");
        asked.getLast().onDone(LlmListener.Finish.STOP, null);
        assertThat(models).containsExactly("first", "second");
        assertThat(told).containsExactly("again QUOTA second", "text Hi", "done");
    }

    @Test
    void once_something_has_come_a_failure_is_final() {
        ask("first", "second");
        asked.getLast().onText("Hi");
        fail(Kind.TRANSIENT);
        assertThat(told).containsExactly("text Hi", "failed TRANSIENT");
        told.clear();
        ask("first", "second");
        asked.getLast().onToolCall(new ToolCall("a", "b", "{}"));
        fail(Kind.TRANSIENT);
        assertThat(told).containsExactly("tool", "failed TRANSIENT");
    }

    @Test
    void the_last_model_is_asked_once_more_if_its_failure_may_pass() {
        ask("only");
        fail(Kind.TRANSIENT);
        fail(Kind.TRANSIENT);
        assertThat(models).containsExactly("only", "only");
        assertThat(told).containsExactly("again TRANSIENT only", "failed TRANSIENT");
    }

    @Test
    void a_refused_key_is_not_tried_again() {
        ask("only");
        fail(Kind.AUTH);
        assertThat(models).containsExactly("only");
        assertThat(told).containsExactly("failed AUTH");
    }

    @Test
    void cancelling_reaches_the_model_asked_last_and_no_other_is_asked() {
        var call = ask("first", "second");
        fail(Kind.TRANSIENT);
        call.cancel();
        assertThat(cancelled).isEqualTo(1);
        fail(Kind.TRANSIENT);
        assertThat(models).containsExactly("first", "second");
    }

    private LlmCall ask(String... names) {
        var brains = new ArrayList<Brain>();
        for (var name : names) {
            brains.add(new Brain(
                    name,
                    (request, listener) -> {
                        models.add(request.options().model());
                        asked.add(listener);
                        return () -> cancelled++;
                    },
                    options -> options.withModel(name)));
        }
        var options = new LlmOptions("any", null, null, null);
        var request = new LlmRequest(options, "", List.of(), List.of(), true, "", LlmDeadlines.forVoice());
        return new FailoverLanguageModel(brains).ask(request, new WrittenDown());
    }

    private void fail(Kind kind) {
        asked.getLast().onFailure(VendorFailure.of(Vendor.OPENAI, kind, "x", "x"));
    }

    private final class WrittenDown implements LlmListener {
        @Override
        public void onAskedAgain(VendorFailure why, String brain) {
            told.add("again " + why.kind() + " " + brain);
        }

        @Override
        public void onText(String delta) {
            told.add("text " + delta);
        }

        @Override
        public void onToolCall(ToolCall call) {
            told.add("tool");
        }

        @Override
        public void onDone(Finish finish, @Nullable Usage usage) {
            told.add("done");
        }

        @Override
        public void onFailure(VendorFailure failure) {
            told.add("failed " + failure.kind());
        }
    }
}

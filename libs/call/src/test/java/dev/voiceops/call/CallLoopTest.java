package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Event.Connected;
import dev.voiceops.call.Event.HungUp;
import dev.voiceops.call.Event.Typed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop with real threads: what it does with events, timers and adapters that throw. */
class CallLoopTest {
    private static final Policy POLICY = Policy.standard().with(Phrase.GREETING, "");

    private final BlockingQueue<Effect> performed = new LinkedBlockingQueue<>();
    private final BlockingQueue<RunRecord.Step> recorded = new LinkedBlockingQueue<>();
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    /** A world that may do something before an effect counts as performed. */
    private World world(Consumer<Effect> doing) {
        return new World() {
            @Override
            public Playhead playhead(long nowMs) {
                return new Playhead(nowMs, 0, 0);
            }

            @Override
            public void record(Event event, Playhead playhead, List<Effect> effects) {
                recorded.add(new RunRecord.Step(event, playhead));
            }

            @Override
            public void perform(Effect effect) {
                doing.accept(effect);
                performed.add(effect);
            }
        };
    }

    private CallLoop start(Policy policy, Consumer<Effect> doing) {
        CallLoop loop = new CallLoop(new Conversation(policy), world(doing), System::nanoTime);
        thread = Thread.ofVirtual()
                .name("call")
                .uncaughtExceptionHandler((t, fault) -> {})
                .start(loop);
        return loop;
    }

    @AfterEach
    void the_loop_is_over() throws InterruptedException {
        assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }

    private <E extends Effect> E await(Class<E> kind) throws InterruptedException {
        while (true) {
            Effect effect = performed.poll(20, TimeUnit.SECONDS);
            assertThat(effect).as("an effect of kind " + kind.getSimpleName()).isNotNull();
            if (kind.isInstance(effect)) return kind.cast(effect);
        }
    }

    @Test
    void events_become_effects_until_the_call_has_ended() throws InterruptedException {
        CallLoop loop = start(POLICY, effect -> {});
        assertThat(loop.post(new Connected())).isTrue();
        loop.post(new Typed("hello there"));
        assertThat(await(Effect.Ask.class).dialogue()).containsExactly(new Line.Caller("hello there"));
        loop.post(new Event.Thought(1, 1, "Good day."));
        loop.post(new Event.ThoughtEnded(1, 1));
        assertThat(await(Effect.Say.class)).isEqualTo(new Effect.Say(1, "Good day."));
        loop.post(new HungUp(EndReason.CALLER_HANGUP));
        assertThat(await(Effect.Ended.class).reason()).isEqualTo(EndReason.CALLER_HANGUP);
        thread.join();
        assertThat(loop.post(new Connected())).isFalse();
    }

    @Test
    void timers_ring_by_the_clock_and_each_step_is_recorded() throws InterruptedException {
        CallLoop loop = start(POLICY.with(Limit.FIRST_TOKEN_MS, 20), effect -> {});
        loop.post(new Connected());
        loop.post(new Typed("hello there"));
        assertThat(await(Effect.Ask.class).step()).isEqualTo(1);
        assertThat(await(Effect.Ask.class).step()).isEqualTo(2);
        loop.post(new HungUp(EndReason.CALLER_HANGUP));
        await(Effect.Ended.class);
        assertThat(recorded)
                .extracting(RunRecord.Step::event)
                .contains(new Connected(), new Typed("hello there"), new Event.Alarm(Timer.FIRST_TOKEN));
        List<Long> times =
                recorded.stream().map(step -> step.playhead().nowMs()).toList();
        assertThat(times).isSorted();
    }

    @Test
    void an_alarm_due_before_an_event_was_posted_rings_before_it() throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch posted = new CountDownLatch(1);
        CallLoop loop = new CallLoop(
                new Conversation(POLICY.with(Limit.FIRST_TOKEN_MS, 1_000)),
                world(effect -> {
                    if (!(effect instanceof Effect.Ask ask) || ask.step() != 1) return;
                    asked.countDown();
                    waitFor(posted);
                }),
                nanos::get);
        thread = loop.start("call");
        loop.post(new Connected());
        loop.post(new Typed("hello there"));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        nanos.set(TimeUnit.SECONDS.toNanos(2));
        loop.post(new Event.Thought(1, 1, "Too late. "));
        posted.countDown();
        await(Effect.Ask.class);
        assertThat(await(Effect.Ask.class).step()).isEqualTo(2);
        loop.post(new HungUp(EndReason.CALLER_HANGUP));
        await(Effect.Ended.class);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void a_brain_that_throws_has_failed_its_turn() throws InterruptedException {
        CallLoop loop = start(POLICY, effect -> {
            if (effect instanceof Effect.Ask) throw new IllegalStateException("socket");
        });
        loop.post(new Connected());
        loop.post(new Typed("hello there"));
        assertThat(await(Effect.Say.class).text()).isEqualTo(Phrase.SAY_AGAIN.english());
        loop.post(new HungUp(EndReason.CALLER_HANGUP));
        await(Effect.Ended.class);
    }

    @Test
    void hands_that_throw_have_failed_their_tool() throws InterruptedException {
        CallLoop loop = start(POLICY, effect -> {
            if (effect instanceof Effect.RunTool) throw new IllegalStateException("gateway");
        });
        loop.post(new Connected());
        loop.post(new Typed("/tool look {}"));
        Line.Agent used = (Line.Agent) await(Effect.Ask.class).dialogue().getLast();
        assertThat(used.tools().getFirst().result())
                .isEqualTo(new ToolResult(ToolResult.Status.FAILED, "adapter_error:IllegalStateException"));
        loop.post(new HungUp(EndReason.CALLER_HANGUP));
        await(Effect.Ended.class);
    }

    @Test
    void a_mouth_that_throws_ends_the_call_in_the_end() throws InterruptedException {
        CallLoop loop = start(Policy.standard(), effect -> {
            if (effect instanceof Effect.Say || effect instanceof Effect.Revoice)
                throw new IllegalStateException("tts");
        });
        loop.post(new Connected());
        assertThat(await(Effect.Ask.class).turn()).isEqualTo(2);
        loop.post(new Event.Thought(2, 1, "Hm."));
        loop.post(new Event.ThoughtEnded(2, 1));
        assertThat(await(Effect.Ended.class).reason()).isEqualTo(EndReason.VENDOR_FAILURE);
    }

    @Test
    void a_world_that_throws_where_no_turn_can_fail_ends_the_call_with_an_excuse() throws InterruptedException {
        AtomicBoolean thrown = new AtomicBoolean();
        CallLoop loop = start(POLICY, effect -> {
            if (effect instanceof Effect.CancelAsk && !thrown.getAndSet(true)) throw new IllegalStateException("ours");
        });
        loop.post(new Connected());
        loop.post(new Typed("hello there"));
        loop.post(new Typed("and again"));
        assertThat(await(Effect.Say.class).text()).isEqualTo(Phrase.TROUBLE_GOODBYE.english());
        loop.post(new HungUp(EndReason.CALLER_HANGUP));
        await(Effect.Ended.class);
    }

    @Test
    void a_world_that_keeps_throwing_is_left_with_the_line_closed() throws InterruptedException {
        CallLoop loop = start(POLICY, effect -> {
            if (effect instanceof Effect.Note || effect instanceof Effect.CancelAsk)
                throw new IllegalStateException("ours");
        });
        loop.post(new Connected());
        loop.post(new Typed("hello there"));
        loop.post(new Typed("and again"));
        assertThat(await(Effect.HangUp.class).reason()).isEqualTo(EndReason.INTERNAL_ERROR);
        assertThat(await(Effect.Ended.class).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_mailbox_that_overflows_ends_the_call() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CallLoop loop = start(POLICY, effect -> {
            if (effect instanceof Effect.Ask) waitFor(blocked);
        });
        loop.post(new Connected());
        loop.post(new Typed("hello there"));
        boolean taken = true;
        for (int i = 0; taken && i < 10 * CallLoop.MAILBOX; i++) taken = loop.post(new Event.EarBack());
        assertThat(taken).isFalse();
        blocked.countDown();
        assertThat(await(Effect.HangUp.class).reason()).isEqualTo(EndReason.INTERNAL_ERROR);
        assertThat(await(Effect.Ended.class).reason()).isEqualTo(EndReason.INTERNAL_ERROR);
    }

    @Test
    void a_loop_that_is_interrupted_ends_the_call_in_good_order() throws InterruptedException {
        CallLoop loop = start(POLICY, effect -> {});
        loop.post(new Connected());
        loop.post(new Typed("hello there"));
        await(Effect.Ask.class);
        thread.interrupt();
        assertThat(await(Effect.Ended.class).reason()).isEqualTo(EndReason.CONNECTOR_LOST);
    }
}

package dev.voiceops.simulators.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.ManualAfter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
    private final ManualAfter after = new ManualAfter();
    private final List<String> out = new ArrayList<>();
    private final Wire wire = new Wire(new Recorder(), after, (hurt, code) -> hurt.send("error:" + code));

    @Test
    void without_a_fault_messages_leave_as_they_are() {
        wire.send("a");
        wire.send("b");
        wire.close(1000, "done");
        wire.send("late");

        assertThat(out).containsExactly("a", "b", "close 1000 done");
    }

    @Test
    void a_stall_holds_messages_back_and_lets_them_go_together() {
        wire.accept(new Deed.Stall(300));
        wire.send("a");
        wire.send("b");
        after.pass(299);
        assertThat(out).isEmpty();
        after.pass(1);
        assertThat(out).containsExactly("a", "b");
    }

    @Test
    void a_stall_without_end_swallows_everything_and_keeps_the_socket() {
        wire.accept(new Deed.Stall(0));
        wire.send("a");
        wire.close(1000, "");
        after.pass(100_000);
        assertThat(out).isEmpty();
    }

    @Test
    void duplicate_reorder_and_garbage_each_touch_the_next_message_only() {
        wire.accept(new Deed.Duplicate(3));
        wire.send("a");
        wire.send("b");
        wire.accept(new Deed.Reorder());
        wire.send("c");
        wire.send("d");
        wire.send("e");
        wire.accept(new Deed.Garbage());
        wire.send("{\"type\":1}");
        wire.send("f");

        assertThat(out).containsExactly("a", "a", "a", "b", "d", "c", "e", "{\"typ\u0007{]", "f");
    }

    @Test
    void a_message_waiting_to_be_overtaken_is_not_lost_when_the_connection_ends() {
        wire.accept(new Deed.Reorder());
        wire.send("last");
        wire.close(1000, "");
        assertThat(out).containsExactly("last", "close 1000 ");
    }

    @Test
    void slow_stretches_pauses_and_delays_messages_in_order() {
        wire.accept(new Deed.Slow(4, 50));
        wire.pause(100, () -> wire.send("paused"));
        wire.send("a");
        after.pass(49);
        assertThat(out).isEmpty();
        after.pass(1);
        assertThat(out).containsExactly("a");
        after.pass(399);
        assertThat(out).containsExactly("a");
        after.pass(1);
        assertThat(out).containsExactly("a", "paused");
    }

    @Test
    void a_drop_resets_and_nothing_follows() {
        wire.accept(new Deed.Drop());
        wire.send("a");
        assertThat(out).containsExactly("reset");
        assertThat(wire.ended()).isTrue();
    }

    @Test
    void a_slow_consumer_reads_again_after_its_time() {
        wire.accept(new Deed.NotReading(500));
        assertThat(out).containsExactly("reads not");
        after.pass(500);
        assertThat(out).containsExactly("reads not", "reads");
    }

    @Test
    void a_complaint_is_the_vendors_own() {
        wire.accept(new Deed.Complain("NET-0000"));
        assertThat(out).containsExactly("error:NET-0000");
    }

    private final class Recorder implements Outlet {
        @Override
        public void send(Message message) {
            out.add(message instanceof Message.Text(var text) ? text : message.toString());
        }

        @Override
        public void close(int code, String reason) {
            out.add("close " + code + " " + reason);
        }

        @Override
        public void reset() {
            out.add("reset");
        }

        @Override
        public void deafen() {
            out.add("deaf");
        }

        @Override
        public void reading(boolean on) {
            out.add(on ? "reads" : "reads not");
        }
    }
}

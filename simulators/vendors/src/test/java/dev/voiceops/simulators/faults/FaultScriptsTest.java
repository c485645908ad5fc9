package dev.voiceops.simulators.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voiceops.simulators.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScriptsTest {
    private final FaultScripts scripts = new FaultScripts();
    private final ManualAfter after = new ManualAfter();
    private final List<Deed> happened = new ArrayList<>();

    @Test
    void a_fault_of_the_second_connection_leaves_the_first_alone() {
        scripts.set(fault(new When(2, 0, 0, 1), new Deed.Refuse()));

        assertThat(open().refusal(0)).isEmpty();
        assertThat(open().refusal(0)).contains(new Deed.Refuse());
        assertThat(open().refusal(0)).isEmpty();
    }

    @Test
    void a_fault_happens_once_unless_told_to_go_on() {
        scripts.set(fault(When.AT_ONCE, new Deed.Http(402, "")));
        assertThat(open().refusal(0)).isPresent();
        assertThat(open().refusal(0)).isEmpty();

        scripts.set(fault(new When(0, 0, 0, 0), new Deed.Http(402, "")));
        assertThat(open().refusal(0)).isPresent();
        assertThat(open().refusal(0)).isPresent();
    }

    @Test
    void a_fault_at_a_turn_waits_for_the_turn_and_then_for_its_delay() {
        scripts.set(fault(new When(0, 2, 400, 1), new Deed.Drop()));
        var exposure = open();
        exposure.live(happened::add);

        exposure.turn(1);
        after.pass(1_000);
        assertThat(happened).isEmpty();

        exposure.turn(2);
        after.pass(399);
        assertThat(happened).isEmpty();
        after.pass(1);
        assertThat(happened).containsExactly(new Deed.Drop());
    }

    @Test
    void a_fault_set_during_a_call_hits_the_connection_that_is_open() {
        var exposure = open();
        exposure.live(happened::add);

        scripts.set(fault(When.AT_ONCE, new Deed.Stall(0)));
        after.pass(0);

        assertThat(happened).containsExactly(new Deed.Stall(0));
        assertThat(scripts.list()).extracting(FaultScripts.Standing::happened).containsExactly(1);
    }

    @Test
    void a_cleared_fault_no_longer_happens_even_if_its_time_was_running() {
        scripts.set(fault(new When(0, 0, 500, 1), new Deed.Drop()));
        open().live(happened::add);

        assertThat(scripts.clear("f")).isTrue();
        after.pass(1_000);

        assertThat(happened).isEmpty();
    }

    @Test
    void a_closed_connection_suffers_nothing_more() {
        scripts.set(fault(new When(0, 0, 500, 1), new Deed.Drop()));
        var exposure = open();
        exposure.live(happened::add);
        exposure.close();

        after.pass(1_000);

        assertThat(happened).isEmpty();
    }

    @Test
    void a_script_is_read_from_yaml_and_what_is_left_out_has_its_default() {
        var fault = Json.YAML.readValue("""
                name: no-credit
                vendor: deepgram
                door: listen
                when: {at_turn: 3}
                does: {what: close, code: 1011, reason: NET-0000}
                """, Fault.class);

        assertThat(fault)
                .isEqualTo(new Fault(
                        "no-credit",
                        Vendor.DEEPGRAM,
                        "listen",
                        new When(0, 3, 0, 1),
                        new Deed.Close(1011, "NET-0000")));
    }

    @Test
    void a_script_with_an_unknown_word_is_refused_by_name() {
        assertThatThrownBy(() -> Json.YAML.readValue("{name: a, vendor: deepgram, does: {what: explode}}", Fault.class))
                .hasMessageContaining("explode");
        assertThatThrownBy(() -> Json.YAML.readValue("{name: a, vendor: azure, does: {what: drop}}", Fault.class))
                .hasMessageContaining("azure");
        assertThatThrownBy(
                        () -> Json.YAML.readValue("{name: a, vendor: rime, wen: {}, does: {what: drop}}", Fault.class))
                .hasMessageContaining("wen");
    }

    @Test
    void the_shipped_scripts_can_be_read_and_have_names_of_their_own() {
        var shipped = FaultFiles.shipped();
        assertThat(shipped).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(shipped).allMatch(fault -> !fault.about().isBlank());
        assertThat(FaultFiles.shipped("openai-no-credit").does()).isEqualTo(new Deed.Http(429, "insufficient_quota"));
        assertThatThrownBy(() -> FaultFiles.parse("faults: [{name: a, vendor: rime, does: {what: quirk, nam: b}}]"))
                .hasMessageContaining("nam");
    }

    private Exposure open() {
        return scripts.expose(Vendor.DEEPGRAM, "listen", after);
    }

    private static Fault fault(When when, Deed does) {
        return new Fault("f", Vendor.DEEPGRAM, "listen", when, does);
    }
}

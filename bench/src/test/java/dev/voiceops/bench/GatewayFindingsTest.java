package dev.voiceops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ToolClass;
import dev.voiceops.contracts.ToolOutcome;
import dev.voiceops.store.CallId;
import dev.voiceops.store.ExecutionId;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.ToolExecution;
import dev.voiceops.store.ToolExecution.Status;
import dev.voiceops.store.ToolId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The judge sees what it is there to see. */
class GatewayFindingsTest {
    private static final GatewayTenants.Place PLACE = new GatewayTenants.Place(TenantId.create(), CallId.create());

    @Test
    void a_deed_done_once_and_told_so_is_well() {
        GatewayFindings found = of(told(ToolOutcome.Status.SUCCEEDED), record(Status.SUCCEEDED), 1, 1);
        assertThat(found.twice()).isEmpty();
        assertThat(found.lost()).isEmpty();
        assertThat(found.sentAgain()).isEmpty();
        assertThat(found.contradicted()).isEmpty();
    }

    @Test
    void a_deed_done_twice_and_a_request_sent_twice_are_seen() {
        assertThat(of(told(ToolOutcome.Status.SUCCEEDED), record(Status.SUCCEEDED), 2, 1)
                        .twice())
                .hasSize(1);
        assertThat(of(told(ToolOutcome.Status.SUCCEEDED), record(Status.SUCCEEDED), 1, 2)
                        .sentAgain())
                .hasSize(1);
    }

    @Test
    void a_deed_told_as_done_that_was_not_is_lost() {
        assertThat(of(told(ToolOutcome.Status.SUCCEEDED), record(Status.SUCCEEDED), 0, 1)
                        .lost())
                .hasSize(1);
        assertThat(of(told(), record(Status.SUCCEEDED), 0, 1).lost()).hasSize(1);
    }

    @Test
    void a_deed_of_which_the_record_knows_nothing_is_lost_and_one_that_may_have_been_done_is_not() {
        assertThat(of(told(ToolOutcome.Status.FAILED), record(Status.FAILED), 1, 1)
                        .lost())
                .hasSize(1);
        assertThat(of(told(), null, 1, 1).lost()).hasSize(1);
        assertThat(of(told(), record(Status.RUNNING), 1, 1).lost()).hasSize(1);
        assertThat(of(told(), record(Status.UNKNOWN), 1, 1).lost()).isEmpty();
        assertThat(of(told(), record(Status.UNKNOWN), 0, 1).lost()).isEmpty();
    }

    @Test
    void an_asker_who_was_told_something_else_than_the_record_says_is_seen() {
        assertThat(of(told(ToolOutcome.Status.FAILED), record(Status.UNKNOWN), 0, 1)
                        .contradicted())
                .hasSize(1);
    }

    private static GatewayFindings of(
            GatewayLoad.Told told, @Nullable ToolExecution record, int effects, int arrivals) {
        return GatewayFindings.of(List.of(new GatewayFindings.Witnessed(told, record, effects, arrivals)));
    }

    private static GatewayLoad.Told told(ToolOutcome.Status... outcomes) {
        return new GatewayLoad.Told(
                new GatewayLoad.Order(PLACE, GatewayTenants.WRITE, "o1", false), List.of(outcomes), 1);
    }

    private static ToolExecution record(Status status) {
        return new ToolExecution(
                ExecutionId.create(),
                PLACE.call(),
                ToolId.create(),
                "call_o1",
                ToolClass.WRITE,
                status,
                "{}",
                null,
                null,
                null,
                "t",
                Instant.EPOCH,
                null,
                "{}",
                null,
                null);
    }
}

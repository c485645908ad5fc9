package dev.voiceops.connector;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Utterance;
import dev.voiceops.contracts.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happens while the two talk. */
class TalkTest {
    private static final String LONG = "one two three four five six seven eight nine ten eleven twelve thirteen "
            + "fourteen fifteen sixteen seventeen eighteen nineteen twenty and so on and on.";

    @TempDir
    private Path folder;

    private TestHouse house;

    @BeforeEach
    void open() {
        house = new TestHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** A call whose greeting has been played. */
    private Phone greeted() throws Exception {
        Phone phone = house.call();
        JsonNode mark = phone.next("mark");
        for (; !name(mark).endsWith(":1600"); mark = phone.next("mark")) {
            phone.echo(mark);
        }
        phone.echo(mark);
        // the mark and what a test says next come on different ways: not before the greeting counts as heard
        Eventually.holds(() -> !house.records.said(phone.ringing().call()).isEmpty());
        return phone;
    }

    private static String name(JsonNode mark) {
        return mark.path("mark").path("name").asString();
    }

    @Test
    void a_barge_in_clears_the_line_and_keeps_what_was_heard() throws Exception {
        try (Phone phone = greeted()) {
            house.vendors.brain = _ -> LONG;
            phone.says("Count for me.");
            phone.echo(phone.next("mark"));
            phone.echo(phone.next("mark"));
            heard(2, 2 * FakeVendors.WORD_MS);
            phone.begins("no stop that");
            phone.next("clear");
            assertThat(phone.caller().received.poll(100, MILLISECONDS))
                    .as("nothing is played after the clear")
                    .isNull();
            house.vendors.brain = _ -> "Sorry.";
            phone.says("No, stop that please.");
            phone.next("media");
            phone.hangsUp();
            house.control.released.poll(20, SECONDS);
            Utterance cut = house.records.said(phone.ringing().call()).stream()
                    .filter(Utterance::interrupted)
                    .findFirst()
                    .orElseThrow();
            assertThat(cut.heardBy()).isEqualTo(Utterance.HeardBy.WORDS);
            assertThat(cut.heard())
                    .startsWith("one two")
                    .hasSizeLessThan(cut.generated().length());
            assertThat(cut.generated()).startsWith(cut.heard());
            assertThat(house.records.events(phone.ringing().call())).contains("runtime.voice_barge_in_detected");
        }
    }

    private void heard(int turn, int ms) throws Exception {
        Eventually.holds(() -> {
            JsonNode voice =
                    house.get("/runtime/voice/sessions").path("sessions").get(0);
            return voice.path("playing_turn").asInt() == turn
                    && voice.path("heard_ms").asInt() >= ms;
        });
    }

    @Test
    void the_goodbye_is_played_out_before_the_line_is_cut() throws Exception {
        try (Phone phone = greeted()) {
            house.vendors.brain = _ -> new FakeVendors.Bye("Thank you and good bye to you.");
            phone.says("That is all, bye.");
            JsonNode mark = phone.next("mark");
            for (; !name(mark).endsWith(":" + 7 * FakeVendors.WORD_MS * 8); mark = phone.next("mark")) {
                phone.echo(mark);
            }
            assertThat(house.vendors.phone.poll())
                    .as("not before the last word")
                    .isNull();
            phone.echo(mark);
            assertThat(house.vendors.phone.poll(20, SECONDS))
                    .isEqualTo("hang up " + phone.ringing().callSid());
            var release = house.control.released.poll(20, SECONDS);
            assertThat(release).isNotNull();
            assertThat(release.endReason()).isEqualTo("agent_goodbye");
            assertThat(phone.caller().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void a_goodbye_whose_mark_is_lost_ends_the_call_all_the_same() throws Exception {
        try (Phone phone = greeted()) {
            house.vendors.brain = _ -> new FakeVendors.Bye("Good bye.");
            long asked = System.nanoTime();
            phone.says("Bye.");
            assertThat(house.vendors.phone.poll(20, SECONDS)).startsWith("hang up");
            long waitedMs = (System.nanoTime() - asked) / 1_000_000;
            assertThat(waitedMs).as("not before it can have been played").isGreaterThan(2 * FakeVendors.WORD_MS);
            house.control.released.poll(20, SECONDS);
        }
    }

    @Test
    void a_transfer_gives_the_line_back_to_its_script_and_says_so_in_the_release() throws Exception {
        try (Phone phone = greeted()) {
            house.vendors.brain = _ -> new dev.voiceops.call.ToolCall("t-1", "transfer_call", "{}");
            phone.says("Let me talk to a human.");
            assertThat(phone.caller().closeCode()).isEqualTo(1000);
            var release = house.control.released.poll(20, SECONDS);
            assertThat(release).isNotNull();
            assertThat(release.endReason()).isEqualTo("transferred");
            assertThat(release.outcome()).isEqualTo("handed_off");
            assertThat(house.vendors.phone).as("the line must not be hung up").isEmpty();
        }
    }

    @Test
    void a_key_of_the_telephone_reaches_the_conversation() throws Exception {
        try (Phone phone = greeted()) {
            house.vendors.brain = _ -> "You pressed seven.";
            phone.caller()
                    .say("{\"event\":\"dtmf\",\"streamSid\":\"" + dev.voiceops.connector.media.Caller.SID
                            + "\",\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"7\"}}");
            var request = house.vendors.asked.poll(20, SECONDS);
            assertThat(request).isNotNull();
            assertThat(request.dialogue().getLast().toString()).contains("7");
        }
    }

    @Test
    void a_typed_turn_brings_the_agents_reply() throws Exception {
        try (Phone phone = greeted()) {
            house.vendors.brain = _ -> "You typed that. I read it.";
            JsonNode reply = typed(phone, "Hello from the keyboard");
            assertThat(reply.path("reply").asString()).isEqualTo("You typed that. I read it.");
            assertThat(reply.path("turn").asInt()).isPositive();
            phone.next("media");
        }
    }

    @Test
    void a_typed_tool_runs_and_shows_its_result() throws Exception {
        try (Phone phone = greeted()) {
            house.vendors.brain = _ -> "It is on its way.";
            JsonNode reply = typed(phone, "/tool order-status {\"order_id\":\"1001\"}");
            assertThat(reply.path("reply").asString()).endsWith("It is on its way.");
            JsonNode tool = reply.path("tools").get(0);
            assertThat(tool.path("name").asString()).isEqualTo("order-status");
            assertThat(tool.path("status").asString()).isEqualTo("succeeded");
            assertThat(tool.path("output").asString()).contains("shipped");
            var executed = house.control.executed.poll(20, SECONDS);
            assertThat(executed).isNotNull();
            assertThat(executed.inputJson().path("order_id").asString()).isEqualTo("1001");
            assertThat(executed.callId()).isEqualTo(phone.ringing().call());
        }
    }

    @Test
    void typing_to_a_call_that_is_not_here_is_404_and_without_text_400() throws Exception {
        assertThat(house.post("/runtime/sessions/" + java.util.UUID.randomUUID() + "/user-turn", "{\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        try (Phone phone = greeted()) {
            String path = "/runtime/sessions/" + phone.ringing().call() + "/user-turn";
            assertThat(house.post(path, "{}").statusCode()).isEqualTo(400);
            assertThat(house.post("/runtime/sessions/not-an-id/user-turn", "{\"text\":\"x\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void tools_are_hidden_from_the_model_while_the_switch_is_off() throws Exception {
        assertThat(house.post("/runtime/ai-mode", "{\"auto_tools\":false}").body())
                .contains("false");
        try (Phone phone = greeted()) {
            phone.says("Where is my order?");
            assertThat(toolNames()).containsExactly("end_call", "transfer_call");
            house.post("/runtime/ai-mode", "{\"auto_tools\":true}");
            phone.next("mark");
            typed(phone, "And now?");
            assertThat(toolNames()).contains("order-status");
            assertThat(house.get("/runtime/ai-mode").path("mode").asString()).isEqualTo("simulated");
        }
    }

    private List<String> toolNames() throws InterruptedException {
        var request = house.vendors.asked.poll(20, SECONDS);
        assertThat(request).isNotNull();
        return request.tools().stream().map(tool -> tool.name()).toList();
    }

    private JsonNode typed(Phone phone, String text) throws Exception {
        var answer = house.post(
                "/runtime/sessions/" + phone.ringing().call() + "/user-turn",
                Json.write(new dev.voiceops.contracts.UserTurn(text)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.tree(answer.body());
    }
}

package dev.voiceops.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.audio.Wav;
import dev.voiceops.call.Utterance;
import dev.voiceops.connector.media.Caller;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeCallTest {
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

    @Test
    void a_call_is_greeted_answered_recorded_written_down_and_released() throws Exception {
        try (Phone phone = house.call()) {
            phone.next("media");
            for (int i = 0; i < 25; i++) {
                phone.caller().say(Caller.media(i * 20, 0x20));
            }
            phone.echo(phone.next("mark"));
            house.vendors.brain = _ -> "It is sunny today.";
            phone.says("What is the weather?");
            assertThat(house.vendors.asked.poll(20, SECONDS))
                    .satisfies(request -> assertThat(request.dialogue()).isNotEmpty());
            phone.next("media");
            phone.hangsUp();
            var release = house.control.released.poll(20, SECONDS);
            assertThat(release).isNotNull();
            assertThat(release.endReason()).isEqualTo("caller_hangup");
            assertThat(release.fencingToken()).isEqualTo(1);
            var call = phone.ringing().call();
            assertThat(house.records.events(call))
                    .contains(
                            "runtime.agent_session_bootstrap_ready",
                            "runtime.media_connected",
                            "runtime.voice_stt_transcript",
                            "runtime.audio_counts");
            assertThat(house.records.said(call))
                    .extracting(Utterance::generated)
                    .contains("Hello there.", "What is the weather?");
            assertThat(house.vendors.framesHeard.sum()).isEqualTo(25);
            assertThat(house.vendors.phone).as("the caller hung up already").isEmpty();
        }
        recordingIsWhole();
    }

    private void recordingIsWhole() throws Exception {
        var row = java.util.Objects.requireNonNull(house.records.recordings.poll(20, SECONDS));
        TenantId tenant = new TenantId(java.util.UUID.fromString(row.key().split("/")[0]));
        byte[] sealed = Files.readAllBytes(folder.resolve("recordings").resolve(row.key()));
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("RIFF", "WAVE");
        assertThat(house.recordings.verify(tenant, row)).isEqualTo(SealedRecordings.Verdict.WHOLE);
        Wav wav = Wav.read(java.nio.channels.Channels.newInputStream(house.recordings.open(tenant, row)));
        assertThat(wav.format()).isEqualTo(Wav.Format.CALL_RECORDING);
        assertThat(wav.millis()).isGreaterThanOrEqualTo(480);
    }

    @Test
    void media_that_comes_before_the_claim_waits_for_it() throws Exception {
        var ringing = house.control.ring();
        try (Caller caller = new Caller(house.media())) {
            caller.say(Caller.start(ringing.token()).replace("CA1", ringing.callSid()));
            caller.say(Caller.media(20, 1));
            assertThat(house.vendors.ears.poll(200, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .as("no vendor is opened before the claim")
                    .isNull();
            assertThat(house.connect(ringing).statusCode()).isEqualTo(200);
            assertThat(caller.received.poll(20, SECONDS)).contains("\"media\"");
            Eventually.holds(() -> house.vendors.framesHeard.sum() == 1);
        }
    }

    @Test
    void the_same_connect_again_is_a_repeat_and_a_gone_dispatch_is_final() throws Exception {
        var ringing = house.control.ring();
        assertThat(house.connect(ringing).body()).contains(ringing.call().toString());
        assertThat(house.connect(ringing).statusCode()).isEqualTo(200);
        var other = house.control.ring();
        house.connect(other);
        var gone =
                new FakeControl.Ringing(java.util.UUID.randomUUID(), ringing.call(), ringing.tenant(), "CAx", "none");
        var refused = house.connect(gone);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("dispatch_gone");
    }

    @Test
    void a_wrong_used_or_other_calls_token_opens_nothing() throws Exception {
        var ringing = house.control.ring();
        house.connect(ringing);
        var other = house.control.ring();
        for (String start : List.of(
                Caller.start("made-up").replace("CA1", ringing.callSid()),
                Caller.start(other.token()).replace("CA1", ringing.callSid()))) {
            try (Caller caller = new Caller(house.media())) {
                caller.say(start);
                assertThat(caller.closeCode()).isEqualTo(1008);
            }
        }
        assertThat(house.vendors.earsOpened).hasValue(0);
        assertThat(house.vendors.voicesOpened).hasValue(0);
        try (Phone phone = house.phone(ringing);
                Caller again = new Caller(house.media())) {
            phone.next("media");
            again.say(Caller.start(ringing.token()).replace("CA1", ringing.callSid()));
            assertThat(again.closeCode()).isEqualTo(1008);
            assertThat(house.vendors.earsOpened).hasValue(1);
        }
    }

    @Test
    void sessions_and_readiness_tell_how_things_stand() throws Exception {
        try (Phone phone = house.call()) {
            phone.next("media");
            var session = house.get("/runtime/sessions").path("sessions").get(0);
            assertThat(session.path("call_id").asString())
                    .isEqualTo(phone.ringing().call().toString());
            assertThat(session.path("phase").asString()).isEqualTo("live");
            assertThat(session.path("owes_sound").asString()).isEqualTo("voice");
            var voice = house.get("/runtime/voice/sessions").path("sessions").get(0);
            assertThat(voice.path("stream").asString()).isEqualTo(Caller.SID);
            assertThat(voice.path("mouth").path("frames").asLong()).isPositive();
            var ready = house.get("/runtime/voice/readiness");
            assertThat(ready.path("ready").asBoolean()).isTrue();
            assertThat(ready.path("live").asInt()).isEqualTo(1);
            assertThat(ready.path("vad").path("kind").asString()).isEqualTo("energy");
            assertThat(ready.path("vendors")
                            .get(0)
                            .path("state")
                            .path("simulated")
                            .asBoolean())
                    .isTrue();
            assertThat(house.get("/health/db").path("status").asString()).isEqualTo("UP");
        }
    }
}

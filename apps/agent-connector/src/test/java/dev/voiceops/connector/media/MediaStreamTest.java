package dev.voiceops.connector.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a well-behaved Twilio does, and how its stream ends. */
class MediaStreamTest {
    private final MediaServer server = new MediaServer(MediaLimits.standard());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void frames_digits_and_marks_reach_the_call_in_order() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.say("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}")
                    .start()
                    .say(Caller.media(120, 7))
                    .say("{\"event\":\"dtmf\",\"streamSid\":\"" + Caller.SID
                            + "\",\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"#\"}}")
                    .say("{\"event\":\"mark\",\"streamSid\":\"" + Caller.SID + "\",\"mark\":{\"name\":\"1:3\"}}")
                    .say(Caller.media(140, 8));
            assertThat(ear.heard.poll(20, SECONDS)).isEqualTo("160 bytes of 7 at 120");
            assertThat(ear.heard.poll(20, SECONDS)).isEqualTo("digit #");
            assertThat(ear.heard.poll(20, SECONDS)).isEqualTo("mark 1:3");
            assertThat(ear.heard.poll(20, SECONDS)).isEqualTo("160 bytes of 8 at 140");
            assertThat(server.start.join()).isEqualTo(new StreamStart(Caller.SID, "CA1", "good-token"));
        }
    }

    @Test
    void audio_that_comes_while_the_token_is_checked_is_not_lost() throws Exception {
        try (Caller caller = new Caller(server.uri())) {
            caller.start().say(Caller.media(20, 1)).say(Caller.media(40, 2));
            server.start.get(20, SECONDS);
            CallEar ear = server.admitting();
            assertThat(ear.heard.poll(20, SECONDS)).endsWith("of 1 at 20");
            assertThat(ear.heard.poll(20, SECONDS)).endsWith("of 2 at 40");
        }
    }

    @Test
    void audio_in_other_sizes_is_cut_into_frames_of_20_ms() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start().say(Caller.media(Caller.SID, 100, 1, 240)).say(Caller.media(Caller.SID, 130, 1, 80));
            assertThat(ear.heard.poll(20, SECONDS)).isEqualTo("160 bytes of 1 at 100");
            assertThat(ear.heard.poll(20, SECONDS)).isEqualTo("160 bytes of 1 at 120");
        }
    }

    @Test
    void what_the_agent_says_goes_out_as_twilio_wants_it() throws Exception {
        server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start();
            VoiceTransport voice = server.transport.get(20, SECONDS);
            assertThat(voice.send(new byte[] {1, 2, 3, 4})).isTrue();
            voice.mark("4:800");
            voice.clear();
            assertThat(caller.received.poll(20, SECONDS))
                    .isEqualTo("{\"event\":\"media\",\"streamSid\":\"" + Caller.SID
                            + "\",\"media\":{\"payload\":\"AQIDBA==\"}}");
            assertThat(caller.received.poll(20, SECONDS))
                    .isEqualTo(
                            "{\"event\":\"mark\",\"streamSid\":\"" + Caller.SID + "\",\"mark\":{\"name\":\"4:800\"}}");
            assertThat(caller.received.poll(20, SECONDS))
                    .isEqualTo("{\"event\":\"clear\",\"streamSid\":\"" + Caller.SID + "\"}");
        }
    }

    @Test
    void stop_ends_the_stream_as_stopped() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start()
                    .say("{\"event\":\"stop\",\"streamSid\":\"" + Caller.SID + "\",\"stop\":{\"callSid\":\"CA1\"}}");
            assertThat(ear.gone.get(20, SECONDS)).isEqualTo(StreamEnd.STOPPED);
        }
    }

    @Test
    void a_socket_that_vanishes_is_told_from_a_stop() throws Exception {
        CallEar ear = server.admitting();
        Caller caller = new Caller(server.uri());
        caller.start().say(Caller.media(20, 1));
        assertThat(ear.heard.poll(20, SECONDS)).isNotNull();
        caller.vanish();
        assertThat(ear.gone.get(20, SECONDS)).isEqualTo(StreamEnd.BROKEN);
    }

    @Test
    void the_agent_can_close_the_stream() throws Exception {
        CallEar ear = server.admitting();
        try (Caller caller = new Caller(server.uri())) {
            caller.start();
            server.transport.get(20, SECONDS).close();
            assertThat(ear.gone.get(20, SECONDS)).isEqualTo(StreamEnd.CLOSED_HERE);
            assertThat(caller.closeCode()).isEqualTo(1000);
        }
    }
}

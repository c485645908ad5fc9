package dev.voiceops.connector.media;

import dev.voiceops.audio.Frames;
import dev.voiceops.connector.media.MediaGate.Admission;
import dev.voiceops.vendors.twilio.TwilioMediaReader;
import dev.voiceops.vendors.twilio.TwilioMessage;
import dev.voiceops.vendors.twilio.TwilioMessage.Connected;
import dev.voiceops.vendors.twilio.TwilioMessage.Dtmf;
import dev.voiceops.vendors.twilio.TwilioMessage.Flaw;
import dev.voiceops.vendors.twilio.TwilioMessage.Garbage;
import dev.voiceops.vendors.twilio.TwilioMessage.Ignored;
import dev.voiceops.vendors.twilio.TwilioMessage.Mark;
import dev.voiceops.vendors.twilio.TwilioMessage.Media;
import dev.voiceops.vendors.twilio.TwilioMessage.Start;
import dev.voiceops.vendors.twilio.TwilioMessage.Stop;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Twilio media socket, from its first message to its end.
 *
 * <p>Threads: its state belongs to the channel's event loop; what it sends goes through {@link TwilioPeer}.
 */
final class TwilioStream {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioStream.class);

    private enum Phase {
        OPEN,
        ASKING,
        LIVE,
        OVER
    }

    private final TwilioPeer peer;
    private final MediaDoor.Desk desk;
    private final TwilioMediaReader reader = new TwilioMediaReader();
    private final byte[] scratch = new byte[1024];
    private Phase phase = Phase.OPEN;
    private @Nullable Intake intake;
    private @Nullable VoiceListener listener;
    private StreamEnd ending = StreamEnd.BROKEN;
    private int faults;

    TwilioStream(TwilioPeer peer, MediaDoor.Desk desk) {
        this.peer = peer;
        this.desk = desk;
    }

    /** Starts the clock within which {@code start} must come. */
    void opened() {
        peer.onClose(() -> end(StreamEnd.CLOSED_HERE, CloseCode.NORMAL));
        peer.later(desk.limits().startWithinMs(), () -> {
            if (phase == Phase.OPEN) {
                refuse("no_start");
            }
        });
    }

    void frame(WebSocketFrame frame) {
        if (phase == Phase.OVER) {
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text -> text(text.content());
            case PingWebSocketFrame ping -> peer.pong(ping.content());
            case BinaryWebSocketFrame _ -> {
                desk.counts().count("binary_refused");
                end(StreamEnd.PROTOCOL, CloseCode.NO_BINARY);
            }
            default -> desk.counts().count("frame_ignored");
        }
    }

    /** The socket is closed, whoever closed it. */
    void socketClosed() {
        end(StreamEnd.BROKEN, CloseCode.NORMAL);
    }

    private void text(ByteBuf content) {
        int length = content.readableBytes();
        byte[] bytes = length <= scratch.length ? scratch : new byte[length];
        content.getBytes(content.readerIndex(), bytes, 0, length);
        message(reader.read(bytes, 0, length));
    }

    private void message(TwilioMessage message) {
        switch (message) {
            case Connected _ -> {}
            case Start start -> start(start);
            case Media media -> media(media);
            case Dtmf(String digit) when digit.length() == 1 -> tell(call -> call.digit(digit.charAt(0)));
            case Dtmf _ -> fault(Flaw.INCOMPLETE);
            case Mark mark -> tell(call -> call.marked(mark.name()));
            case Stop _ -> {
                desk.counts().count(intake == null ? "stop_without_start" : "stop");
                end(StreamEnd.STOPPED, CloseCode.NORMAL);
            }
            case Ignored _ -> desk.counts().count("unknown_event");
            case Garbage(Flaw flaw) -> fault(flaw);
        }
    }

    private void tell(Consumer<VoiceListener> news) {
        if (intake == null) {
            desk.counts().count("news_before_start");
        } else {
            intake.tell(news);
        }
    }

    private void start(Start start) {
        StreamStart stream = new StreamStart(
                start.streamSid(), start.callSid(), start.parameters().getOrDefault("token", ""));
        if (phase != Phase.OPEN) {
            refuse("second_start");
        } else if (!start.encoding().equals("audio/x-mulaw") || start.sampleRate() != Frames.SAMPLE_RATE) {
            refuse("start_not_understood");
        } else if (stream.token().isBlank()) {
            refuse("no_token");
        } else {
            ask(stream);
        }
    }

    private void ask(StreamStart stream) {
        phase = Phase.ASKING;
        intake = new Intake(desk.limits(), desk.counts(), desk.nanos().getAsLong());
        peer.named(stream.streamSid());
        desk.gate().admit(stream, peer).whenComplete((answer, failure) -> peer.onLoop(() -> answered(answer, failure)));
        watch();
    }

    private void answered(@Nullable Admission answer, @Nullable Throwable failure) {
        switch (answer) {
            case Admission.Admitted(VoiceListener who) -> admitted(who);
            case Admission.Refused(String reason) -> refuse(reason);
            case null -> {
                LOG.warn("media stream refused: its token could not be checked", failure);
                refuse("gate_failed");
            }
        }
    }

    private void admitted(VoiceListener who) {
        if (intake != null) {
            intake.pour(who);
        }
        if (phase == Phase.OVER) {
            who.gone(ending);
            return;
        }
        phase = Phase.LIVE;
        listener = who;
        desk.waiting().leave();
    }

    private void media(Media media) {
        if (intake == null) {
            refuse("media_before_start");
        } else {
            intake.audio(media.mulaw(), media.timestampMs(), desk.nanos().getAsLong());
        }
    }

    private void watch() {
        if (phase == Phase.OVER || intake == null) {
            return;
        }
        if (intake.silent(desk.nanos().getAsLong())) {
            end(StreamEnd.SILENT, CloseCode.NORMAL);
        } else if (peer.clogged(desk.nanos().getAsLong(), desk.limits().cloggedAfterMs())) {
            end(StreamEnd.CLOGGED, CloseCode.NORMAL);
        } else {
            peer.later(Math.clamp(desk.limits().silentAfterMs() / 8, 10, 1_000), this::watch);
        }
    }

    private void fault(Flaw flaw) {
        desk.counts().count("malformed_" + flaw.name().toLowerCase(Locale.ROOT));
        if (flaw != Flaw.WRONG_STREAM && ++faults >= desk.limits().maxFaults()) {
            end(StreamEnd.PROTOCOL, CloseCode.BAD_DATA);
        }
    }

    private void refuse(String why) {
        desk.counts().count("refused_" + why);
        end(StreamEnd.PROTOCOL, CloseCode.POLICY);
    }

    private void end(StreamEnd why, CloseCode code) {
        if (phase == Phase.OVER) {
            return;
        }
        if (phase != Phase.LIVE) {
            desk.waiting().leave();
        }
        phase = Phase.OVER;
        ending = why;
        peer.shut(code);
        if (listener != null) {
            listener.gone(why);
        }
    }
}

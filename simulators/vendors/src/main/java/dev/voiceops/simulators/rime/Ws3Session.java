package dev.voiceops.simulators.rime;

import dev.voiceops.simulators.faults.Exposure;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.SocketListener;
import dev.voiceops.simulators.wire.Wire;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One ws3 connection: gathers text, has it spoken piece by piece, in order. Lives on its event loop. */
final class Ws3Session implements SocketListener {
    private static final Pattern SENTENCE = Pattern.compile("(?s).*?[.!?]+(?=\\s)");
    private static final int LONGEST_TEXT = 1_000;

    /** When text becomes speech. */
    enum Segment {
        BY_SENTENCE,
        IMMEDIATE,
        NEVER
    }

    /**
     * @param number counts what was asked for on this socket
     * @param contextId the latest known when the synthesis was asked for, null if there never was one
     * @param done a done event follows
     * @param last the socket closes after it
     */
    private record Job(int number, String text, @Nullable String contextId, boolean done, boolean last) {}

    private final Segment segment;
    private final Wire wire;
    private final Exposure exposure;
    private final Speaker speaker;
    private final Deque<Job> jobs = new ArrayDeque<>();
    private final StringBuilder buffer = new StringBuilder();
    private @Nullable String contextId;
    private @Nullable Job running;
    private int turns;
    private int asked;
    private int cancelled;

    Ws3Session(Segment segment, Wire wire, Exposure exposure, Speaker speaker) {
        this.segment = segment;
        this.wire = wire;
        this.exposure = exposure;
        this.speaker = speaker;
    }

    @Override
    public void text(String text) {
        JsonNode message;
        try {
            message = Json.read(text);
        } catch (JacksonException broken) {
            error("invalid JSON");
            return;
        }
        var operation = message.path("operation").asString("");
        if (message.path("text").isString()) {
            say(message.path("text").asString(), message.path("contextId"));
        } else {
            switch (operation) {
                case "flush" -> flush(false);
                case "clear" -> clear();
                case "eos" -> flush(true);
                default -> error("unknown message");
            }
        }
    }

    private void say(String text, JsonNode context) {
        if (text.length() > LONGEST_TEXT) {
            wire.close(1011, "400: text is too long");
            return;
        }
        if (context.isString()) {
            contextId = context.asString();
        }
        buffer.append(text);
        switch (segment) {
            case NEVER -> {}
            case IMMEDIATE -> enqueue(new Job(++asked, take(buffer.length()), contextId, false, false));
            case BY_SENTENCE -> {
                var sentence = SENTENCE.matcher(buffer);
                while (sentence.lookingAt()) {
                    enqueue(new Job(++asked, take(sentence.end()), contextId, false, false));
                    sentence = SENTENCE.matcher(buffer);
                }
            }
        }
    }

    private void flush(boolean last) {
        enqueue(new Job(++asked, take(buffer.length()), contextId, segment == Segment.NEVER || last, last));
    }

    private String take(int length) {
        var taken = buffer.substring(0, length);
        buffer.delete(0, length);
        return taken;
    }

    private void enqueue(Job job) {
        jobs.add(job);
        if (running == null) {
            next();
        }
    }

    private void next() {
        var job = jobs.pollFirst();
        running = job;
        if (job == null) {
            return;
        }
        if (!job.text().isBlank()) {
            exposure.turn(++turns);
        }
        speaker.speak(job.text(), job.contextId(), () -> finished(job));
    }

    private void finished(Job job) {
        if (job.number() <= cancelled) {
            return;
        }
        boolean dry = segment != Segment.NEVER && jobs.isEmpty() && !job.text().isBlank();
        if (job.done() || dry) {
            wire.send(Json.write(Json.object().put("type", "done").put("contextId", job.contextId())));
        }
        if (job.last()) {
            wire.close(1000, "");
        } else {
            next();
        }
    }

    /** Not acknowledged. What is in flight may still arrive, as {@code late_chunk} makes sure. */
    private void clear() {
        buffer.setLength(0);
        jobs.clear();
        cancelled = asked;
        running = null;
        speaker.clear();
    }

    private void error(String message) {
        wire.send(Json.write(Json.object().put("type", "error").put("message", message)));
    }

    @Override
    public void binary(ByteBuf bytes) {
        error("expected text");
    }

    @Override
    public void closed(int code, String reason) {
        speaker.clear();
        exposure.close();
    }
}

package dev.voiceops.simulators.twilio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened in a simulated call, as the caller or the simulated Twilio saw it.
 *
 * @param atMs ms since the call was placed
 * @param event one of the names below
 * @param fields details; which ones, says the event
 */
public record Progress(long atMs, String event, Map<String, Object> fields) {
    /** A webhook was answered: {@code url, status, ms}. */
    public static final String WEBHOOK = "webhook";
    /** A verb of the TwiML begins: {@code verb} and its main attribute. */
    public static final String VERB = "verb";
    /** The media stream is up: {@code stream_sid, url}. */
    public static final String STREAM_STARTED = "stream_started";
    /** The moment of a step of the scenario has come: {@code step}. */
    public static final String STEP = "step";
    /** The caller begins to speak: {@code step, text, barge_in, into_agent_ms}. */
    public static final String CALLER_SAYS = "caller_says";
    /** The caller has spoken: {@code step, text, voiced_ms}. */
    public static final String CALLER_SAID = "caller_said";
    /** The caller presses keys: {@code step, digits}. */
    public static final String KEYS = "keys";
    /** The agent is heard: {@code gap_ms} since the end of the caller's words, when it answers them. */
    public static final String AGENT_STARTED = "agent_started";
    /** The agent has fallen silent: {@code heard_ms, words, cleared}. */
    public static final String AGENT_STOPPED = "agent_stopped";
    /** Audio not yet heard was dropped: {@code step, dropped_ms, after_ms} since the caller cut in, {@code marks}. */
    public static final String CLEARED = "cleared";
    /** Our server broke the protocol; the real Twilio would log this: {@code code, message}. */
    public static final String WARNING = "warning";
    /** The media stream is gone: {@code by, close_code}. */
    public static final String STREAM_STOPPED = "stream_stopped";
    /** The call is over: {@code by, reason, status}. Always the last. */
    public static final String ENDED = "ended";

    static Progress of(long atMs, String event, Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Progress(atMs, event, fields);
    }

    /** A field that is a whole number, or {@code otherwise}. */
    public long number(String field, long otherwise) {
        return fields.get(field) instanceof Number number ? number.longValue() : otherwise;
    }

    /** A field that is text, or "". */
    public String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }
}

package dev.voiceops.simulators.deepgram;

import dev.voiceops.simulators.wire.Request;

/**
 * Query of {@code /v1/listen}.
 *
 * @param endpointingMs silence that ends a turn, -1 = off
 * @param utteranceEndMs gap after the last word that ends an utterance, -1 = off
 */
record ListenOptions(
        String model,
        boolean interim,
        long endpointingMs,
        long utteranceEndMs,
        boolean vadEvents,
        boolean punctuate,
        boolean numerals) {

    /** @throws IllegalArgumentException for what Deepgram answers with 400 */
    static ListenOptions of(Request request) {
        if (!request.parameter("encoding", "").equals("mulaw")
                || !request.parameter("sample_rate", "").equals("8000")) {
            throw new IllegalArgumentException("the simulator hears encoding=mulaw&sample_rate=8000 only");
        }
        boolean interim = is(request, "interim_results");
        long utteranceEnd = number(request, "utterance_end_ms", -1);
        if (utteranceEnd >= 0 && (utteranceEnd < 1_000 || !interim)) {
            throw new IllegalArgumentException("utterance_end_ms must be at least 1000 and needs interim_results=true");
        }
        var endpointing = request.parameter("endpointing", "10");
        boolean smart = is(request, "smart_format");
        return new ListenOptions(
                request.parameter("model", "nova-3"),
                interim,
                endpointing.equals("false") ? -1 : number(request, "endpointing", 10),
                utteranceEnd,
                is(request, "vad_events"),
                smart || is(request, "punctuate"),
                smart || is(request, "numerals"));
    }

    private static boolean is(Request request, String name) {
        return request.parameter(name, "false").equals("true");
    }

    private static long number(Request request, String name, long otherwise) {
        var value = request.parameter(name, String.valueOf(otherwise));
        if (!value.matches("-?\\d{1,6}")) {
            throw new IllegalArgumentException(name + " must be a number, not '" + value + "'");
        }
        return Long.parseLong(value);
    }
}

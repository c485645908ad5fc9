package dev.voiceops.simulators.control;

import dev.voiceops.simulators.twilio.Progress;
import dev.voiceops.simulators.wire.Json;

/** A step of a call's progress as one flat JSON object. */
final class ProgressJson {
    private ProgressJson() {}

    static String write(Progress progress) {
        var object = Json.object().put("at_ms", progress.atMs()).put("event", progress.event());
        progress.fields().forEach(object::putPOJO);
        return Json.write(object);
    }
}

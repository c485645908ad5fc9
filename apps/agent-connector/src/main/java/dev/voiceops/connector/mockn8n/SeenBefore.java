package dev.voiceops.connector.mockn8n;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The dedupe step of the shipped templates: one idempotency key of one workflow is worked once. Any thread. */
final class SeenBefore {
    private static final int REMEMBERED = 10_000;
    private final Map<String, Workflow.Response> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Workflow.Response> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The first answer to this key; works for it if there is none yet, and each time for a request without a key. */
    synchronized Workflow.Response once(String workflow, String key, Supplier<Workflow.Response> work) {
        return key.isEmpty() ? work.get() : answers.computeIfAbsent(workflow + " " + key, _ -> work.get());
    }
}

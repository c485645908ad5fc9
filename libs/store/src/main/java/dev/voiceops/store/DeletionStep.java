package dev.voiceops.store;

import org.jspecify.annotations.Nullable;

/**
 * A copy outside the database that must go because the rows of its call are gone.
 *
 * @param place names it where it lies: the key of a recording, an execution's or a call's id at a vendor
 * @param integration whose credential reaches it; null: the platform's own
 * @param sha256 of what lies there, if known
 * @param attempts how often it was tried before
 */
public record DeletionStep(
        TenantId tenant,
        StepId id,
        JobId job,
        CallId call,
        Kind kind,
        String place,
        @Nullable IntegrationId integration,
        @Nullable String sha256,
        int attempts) {

    /** What kind of copy. {@link DataMap} lists where each lies. */
    public enum Kind {
        /** An object in the recording store. */
        RECORDING("recording", "The sound of a call, in the recording store"),
        /** An execution of the tenant's n8n. */
        N8N_EXECUTION("n8n_execution", "What n8n kept of a tool's execution, input and output"),
        /** Whatever Twilio recorded of a call. */
        TWILIO_RECORDINGS("twilio_recordings", "Recordings that Twilio made of a call, with their transcriptions"),
        /** Twilio's own record of a call. */
        TWILIO_CALL("twilio_call", "Twilio's record of a call, with the numbers of both sides");

        private final String code;
        private final String meaning;

        Kind(String code, String meaning) {
            this.code = code;
            this.meaning = meaning;
        }

        /** The name in records and APIs. */
        public String code() {
            return code;
        }

        /** One sentence for people. */
        public String meaning() {
            return meaning;
        }

        static Kind parse(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }
}

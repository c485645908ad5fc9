package dev.voiceops.worker.retention;

import dev.voiceops.contracts.ForgetExecutionRequest;
import dev.voiceops.contracts.ForgetExecutionResponse;
import dev.voiceops.contracts.ServiceClient;
import dev.voiceops.contracts.ServiceFailure;
import dev.voiceops.recordings.RecordingStore;
import dev.voiceops.store.DeletionStep;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.twilio.TwilioTraces;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Deletes what lies outside the database, and looks whether it is gone. Each kind may be asked twice, so a crash between the
 * deed and its receipt costs nothing. Blocks; any thread.
 */
public final class Copies {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RecordingStore recordings;
    private final TwilioTraces twilio;
    private final ServiceClient services;
    private final URI forget;

    /** @param controlUrl of control-plane-api, without a slash at the end */
    public Copies(RecordingStore recordings, TwilioTraces twilio, ServiceClient services, URI controlUrl) {
        this.recordings = recordings;
        this.twilio = twilio;
        this.services = services;
        this.forget = URI.create(controlUrl + "/internal/runtime/executions/forget");
    }

    /**
     * That a copy is gone.
     *
     * @param method how it went, a few words
     * @param verified how it was seen to be gone, a few words
     */
    public record Gone(String method, String verified) {}

    /** The copy is still there, or may be; the message says why, without secrets or content. */
    static final class StillThere extends Exception {
        private static final long serialVersionUID = 1L;

        StillThere(String why) {
            super(why);
        }
    }

    /** Deletes the copy; what is gone already counts as deleted. */
    Gone delete(DeletionStep step) throws StillThere {
        try {
            return switch (step.kind()) {
                case RECORDING -> recording(step.place());
                case N8N_EXECUTION -> execution(step);
                case TWILIO_RECORDINGS -> {
                    int deleted = twilio.deleteRecordings(step.place());
                    yield new Gone(deleted == 0 ? "none was there" : deleted + " deleted", "none is listed");
                }
                case TWILIO_CALL ->
                    new Gone(twilio.deleteCall(step.place()) ? "record deleted" : "record was not there", "404");
            };
        } catch (ServiceFailure.Refused refused) {
            String detail = refused.problem().detail();
            throw new StillThere(detail == null ? String.valueOf(refused.getMessage()) : detail);
        } catch (VendorException | ServiceFailure.Unreachable failure) {
            throw new StillThere(String.valueOf(failure.getMessage()));
        } catch (IOException failure) {
            String why = failure.getMessage();
            throw new StillThere(failure.getClass().getSimpleName() + (why == null ? "" : ": " + why));
        } catch (RuntimeException fault) {
            throw new StillThere("a fault of ours: " + fault.getClass().getSimpleName());
        }
    }

    private Gone recording(String key) throws IOException, StillThere {
        boolean was = recordings.delete(key);
        if (recordings.exists(key)) throw new StillThere("the recording store still has the object after deleting it");
        return new Gone(was ? "object deleted" : "object was not there", "absent");
    }

    private Gone execution(DeletionStep step) throws StillThere {
        IntegrationId integration = step.integration();
        if (integration == null) throw new StillThere("the step names no integration");
        ForgetExecutionRequest request =
                new ForgetExecutionRequest(step.tenant().value(), integration.value(), step.place());
        ForgetExecutionResponse answer = services.post(forget, request, ForgetExecutionResponse.class, PATIENCE);
        return new Gone(answer.wasThere() ? "execution deleted" : "execution was not there", "404");
    }
}

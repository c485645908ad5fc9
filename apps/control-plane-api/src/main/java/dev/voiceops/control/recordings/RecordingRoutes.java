package dev.voiceops.control.recordings;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.recordings.PlayableSound;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Call;
import dev.voiceops.store.CallId;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Recording;
import dev.voiceops.store.Recordings;
import dev.voiceops.store.TenantTx;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Plays recordings in the browser: WAV, by ranges, each playback audited once. */
@RestController
@Access(Access.By.MEMBER)
final class RecordingRoutes {
    /** Reads of a person within so long of the first are one playback; the next begins a new one. */
    static final Duration PLAYBACK = Duration.ofMinutes(30);

    private final SealedRecordings recordings;

    RecordingRoutes(SealedRecordings recordings) {
        this.recordings = recordings;
    }

    @GetMapping("/internal/calls/{callId}/recording")
    @Needs(Permission.CALL_CONTENT_READ)
    @Success(
            status = {200, 206},
            media = "audio/wav")
    void play(TenantScope scope, @PathVariable UUID callId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean look = request.getMethod().equals("HEAD");
        Recording recording = scope.in(tx -> {
            Recording found = find(tx, new CallId(callId));
            if (!look) {
                Audit.Target target = new Audit.Target("call", callId.toString());
                Audit.appendOnceWithin(tx, PLAYBACK, AuditAction.RECORDING_READ, target, "{}");
            }
            return found;
        });
        try (PlayableSound sound = new PlayableSound(recordings.open(scope.tenant(), recording), recording)) {
            SoundAnswer.write(sound, "\"" + recording.sha256() + "\"", request, response);
        } catch (NoSuchFileException gone) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "The recording is on record, but its object is not in the store");
        }
    }

    private static Recording find(TenantTx tx, CallId id) {
        Call call = Calls.find(tx, id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such call"));
        return Recordings.ofCall(tx, id).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, MissingSound.why(tx, call)));
    }
}

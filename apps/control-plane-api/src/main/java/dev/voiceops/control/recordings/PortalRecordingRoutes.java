package dev.voiceops.control.recordings;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.PortalScope;
import dev.voiceops.http.ProblemException;
import dev.voiceops.recordings.PlayableSound;
import dev.voiceops.recordings.SealedRecordings;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.CallId;
import dev.voiceops.store.PortalCalls;
import dev.voiceops.store.Recording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Plays a client its own calls, where its tenant is allowed to listen; by ranges, each playback audited once. */
@RestController
@Access(Access.By.MEMBER)
final class PortalRecordingRoutes {
    private final SealedRecordings recordings;

    PortalRecordingRoutes(SealedRecordings recordings) {
        this.recordings = recordings;
    }

    @GetMapping("/client/calls/{callId}/recording")
    @Needs(Permission.PORTAL_READ)
    void play(PortalScope scope, @PathVariable UUID callId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CallId call = new CallId(callId);
        boolean look = request.getMethod().equals("HEAD");
        Recording recording = scope.in(tx -> {
            if (PortalCalls.find(tx, call).isEmpty()) {
                throw new ProblemException(ProblemType.NOT_FOUND, "There is no such call");
            }
            Recording found = PortalCalls.recordings(tx, call).stream()
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOT_FOUND, "There is no recording of this call to listen to here"));
            if (!look) {
                Audit.Target target = new Audit.Target("call", callId.toString());
                Audit.appendReadingOnceWithin(tx, RecordingRoutes.PLAYBACK, AuditAction.RECORDING_READ, target);
            }
            return found;
        });
        try (PlayableSound sound = new PlayableSound(recordings.open(scope.tenant(), recording), recording)) {
            SoundAnswer.write(sound, "\"" + recording.sha256() + "\"", request, response);
        } catch (NoSuchFileException gone) {
            throw new ProblemException(ProblemType.NOT_FOUND, "The recording is not in the store any more");
        }
    }
}

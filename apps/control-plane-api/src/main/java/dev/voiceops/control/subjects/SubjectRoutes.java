package dev.voiceops.control.subjects;

import dev.voiceops.control.evidence.PackAnswer;
import dev.voiceops.evidence.Packs;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Success;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.AuditAction;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A caller's data, by number. The number is in the body, so that it is in no address and no log. */
@RestController
@Access(Access.By.MEMBER)
@RequestMapping("/internal/subjects")
final class SubjectRoutes {
    private final Packs packs;
    private final SubjectDesk desk;

    SubjectRoutes(Packs packs, SubjectDesk desk) {
        this.packs = packs;
        this.desk = desk;
    }

    /** All calls of a caller that are not deleted, as one signed file; with {@code sound} their recordings, too. */
    @PostMapping("/export")
    @Needs(Permission.SUBJECTS_WRITE)
    @Audited(AuditAction.SUBJECT_EXPORTED)
    @Success(media = "application/zip")
    void export(TenantScope scope, @RequestBody Export wanted, HttpServletResponse response) throws IOException {
        String number = SubjectDesk.checked(wanted.number());
        Packs.Prepared prepared = packs.subject(scope::in, number, Boolean.TRUE.equals(wanted.sound()));
        PackAnswer.write(packs, prepared, "subject-" + prepared.pack(), response);
    }

    /**
     * Erases the content of a caller's calls; what legal holds protect stays and is named. {@code dry_run}: says only what
     * would happen.
     */
    @PostMapping("/erasure")
    @Needs(Permission.SUBJECTS_WRITE)
    @Audited(AuditAction.SUBJECT_ERASED)
    SubjectDesk.Erasure erase(TenantScope scope, @RequestBody Wanted wanted) {
        String number = SubjectDesk.checked(wanted.number());
        return Boolean.TRUE.equals(wanted.dryRun())
                ? desk.outlook(scope.principal().actor(), scope.tenant(), number)
                : desk.erase(scope.principal().actor(), scope.tenant(), number);
    }

    /** Whose data, and whether the sound goes with it. */
    record Export(@Nullable String number, @Nullable Boolean sound) {
        @Override
        public String toString() {
            return "Export[sound=" + sound + "]";
        }
    }

    /** Whose data. */
    record Wanted(@Nullable String number, @Nullable Boolean dryRun) {
        @Override
        public String toString() {
            return "Wanted[dryRun=" + dryRun + "]";
        }
    }
}

package dev.voiceops.control.figures;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Kpis;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the days a request asks for. */
final class Days {
    private static final long MOST = 366;

    private Days() {}

    /** @throws ProblemException INVALID_REQUEST when they are no days, in the wrong order, or more than a year */
    static Kpis.Range asked(String from, String to, @Nullable UUID agent) {
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "to: must be a day from " + first + " on, at most " + MOST + " days in all");
        }
        return new Kpis.Range(first, last, agent == null ? null : new AgentId(agent));
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, name + ": must be a day such as 2026-11-26");
        }
    }
}

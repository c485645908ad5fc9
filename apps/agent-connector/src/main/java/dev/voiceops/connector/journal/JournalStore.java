package dev.voiceops.connector.journal;

import java.util.List;
import java.util.UUID;

/** Where the record goes: the database, or a test's list. Called by one thread; may block. */
@FunctionalInterface
public interface JournalStore {
    /**
     * Writes parcels of one tenant in one transaction. Entries that were written before (same call, fencing token and
     * {@code n}) are passed over.
     *
     * @throws Unavailable when nothing may have been written and the same may succeed later
     * @throws Refused when it would fail the same way every time
     */
    void append(UUID tenant, List<Parcel> parcels);

    /** Entries of one call, in order. */
    record Parcel(CallRef call, List<JournalEntry> entries) {
        public Parcel {
            entries = List.copyOf(entries);
        }
    }

    /** The store does not answer now. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The store does not take this. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean leaseLost;

        /** @param leaseLost because a newer holder of the call's lease has written */
        public Refused(String message, boolean leaseLost, Throwable cause) {
            super(message, cause);
            this.leaseLost = leaseLost;
        }

        /** Whether a newer holder of the call writes now. */
        public boolean leaseLost() {
            return leaseLost;
        }
    }
}

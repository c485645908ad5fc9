package dev.voiceops.store;

/** What went wrong with the database, by a code that can be counted. The message holds no data of any row. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;

    /** What kind of trouble it was. */
    public enum Code {
        /** The database could not be reached, or refused; nothing was written. Try again later. */
        UNAVAILABLE,
        /** The connection died while committing: it may or may not have happened. Only idempotent work may try again. */
        OUTCOME_UNKNOWN,
        /** Another row already has this key, or another writer was first. */
        CONFLICT,
        /** It names a row that does not exist for this tenant, or is still named by another row. */
        MISSING_REFERENCE,
        /** A value broke a rule of the schema. */
        INVALID,
        /** The role of the transaction has no right to do this. A fault in our code. */
        DENIED,
        /** Serialization failure or deadlock, also after repetition where the work allowed it. */
        CONTENTION,
        /** It took longer than a statement or a lock may take. */
        TIMEOUT,
        /** The writer holds a fencing token that is no longer the highest: it lost its lease and must stop. */
        STALE,
        /** A sealed value could not be opened: wrong key, wrong place, or changed bytes. */
        SEALED,
        /** The embedded server could not be started; the message says why and what to do. */
        EMBEDDED,
        /** Anything else: a fault in our code. */
        INTERNAL
    }

    public StoreException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public StoreException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What kind of trouble it was. */
    public Code code() {
        return code;
    }
}

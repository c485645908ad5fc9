package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Reads a failure's SQLSTATE (PostgreSQL manual, appendix A) and gives it one of our codes. */
final class Failures {
    private Failures() {}

    static StoreException of(RuntimeException failure, boolean committing) {
        SQLException sql = sqlOf(failure);
        if (sql == null || failure instanceof CannotCreateTransactionException) {
            Code code = sql == null ? Code.INTERNAL : Code.UNAVAILABLE;
            return new StoreException(code, describe(code, sql), failure);
        }
        Code code = codeOf(sql);
        if (code == Code.UNAVAILABLE && committing) {
            code = Code.OUTCOME_UNKNOWN;
        }
        return new StoreException(code, describe(code, sql), failure);
    }

    private static Code codeOf(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return failure instanceof SQLTransientConnectionException ? Code.UNAVAILABLE : Code.INTERNAL;
        }
        return switch (state) {
            case "23505", "23P01" -> Code.CONFLICT;
            case "23503" -> Code.MISSING_REFERENCE;
            case "40001", "40P01" -> Code.CONTENTION;
            case "42501" -> Code.DENIED;
            case "57014", "55P03", "25P03" -> Code.TIMEOUT;
            case "57P01", "57P02", "57P03", "57P05" -> Code.UNAVAILABLE;
            default -> byClass(state.substring(0, Math.min(2, state.length())));
        };
    }

    private static Code byClass(String sqlStateClass) {
        return switch (sqlStateClass) {
            case "08", "53" -> Code.UNAVAILABLE;
            case "22", "23" -> Code.INVALID;
            default -> Code.INTERNAL;
        };
    }

    private static String describe(Code code, @Nullable SQLException sql) {
        String what = switch (code) {
            case UNAVAILABLE -> "no connection to the database can be had";
            case OUTCOME_UNKNOWN -> "the connection died while committing";
            case CONFLICT -> "such a row is already there";
            case MISSING_REFERENCE -> "a row that is named does not exist, or is still named by another";
            case INVALID -> "a value breaks a rule of the schema";
            case DENIED -> "the role of this transaction may not do this";
            case CONTENTION -> "the transaction collided with another";
            case TIMEOUT -> "the statement took too long";
            case STALE -> "the fencing token is no longer the highest";
            case SEALED -> "the sealed value cannot be opened";
            case EMBEDDED -> "the embedded server cannot be used";
            case INTERNAL -> "the statement failed";
        };
        return what + place(sql);
    }

    /** Names of schema objects only: detail and message of the server may quote rows. */
    private static String place(@Nullable SQLException sql) {
        if (!(sql instanceof PSQLException failure) || failure.getServerErrorMessage() == null) {
            return "";
        }
        String constraint = failure.getServerErrorMessage().getConstraint();
        String table = failure.getServerErrorMessage().getTable();
        return " [" + failure.getSQLState() + (table == null ? "" : " " + table)
                + (constraint == null ? "" : " " + constraint) + "]";
    }

    private static @Nullable SQLException sqlOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}

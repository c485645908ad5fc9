package dev.voiceops.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The one-time tokens that open a call's media socket. The database knows only their SHA-256. */
public final class MediaTokens {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private MediaTokens() {}

    /** Whose media socket it is. */
    public record Admitted(TenantId tenant, CallId call) {}

    /**
     * A fresh token for the call; the call's earlier unused ones are void from now on. Blocks while another transaction
     * issues one for the same call, so that racing webhooks leave one good token between them.
     */
    public static Secret issue(TenantTx tx, CallId call, Duration validity) {
        tx.sql("select id from calls where id = ? for no key update", call.value())
                .query()
                .singleRow();
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        Secret token = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        tx.sql("delete from media_tokens where call_id = ? and used_at is null", call.value())
                .update();
        tx.sql("""
                insert into media_tokens (hash, call_id, expires_at)
                values (?, ?, clock_timestamp() + make_interval(secs => ?))""", hash(token), call.value(), validity.toMillis() / 1000.0).update();
        return token;
    }

    /** Uses the token up: empty if it is unknown, used, expired, or was given to a call with another CallSid. */
    public static Optional<Admitted> consume(PlatformTx tx, Secret token, String twilioCallSid) {
        return tx.sql("""
                with clock as materialized (
                    select m.tenant_id, m.hash, clock_timestamp() as at
                    from media_tokens m
                    join calls c on c.tenant_id = m.tenant_id and c.id = m.call_id
                    where m.hash = ? and c.twilio_call_sid = ?)
                update media_tokens m set used_at = clock.at
                from clock
                where m.tenant_id = clock.tenant_id and m.hash = clock.hash
                  and m.used_at is null and m.expires_at > clock.at
                returning m.tenant_id, m.call_id""", hash(token), twilioCallSid)
                .query((row, number) ->
                        new Admitted(new TenantId(Rows.uuid(row, "tenant_id")), new CallId(Rows.uuid(row, "call_id"))))
                .optional();
    }

    private static byte[] hash(Secret token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package dev.voiceops.store;

/**
 * A signed statement that something of a call was deleted: a link of its tenant's chain.
 *
 * @param seq 1, 2, 3, … without gaps in its tenant
 * @param body JSON text: what, where, when, by which method, and the hash of what was deleted; no personal data
 * @param hash 64 hex digits: SHA-256 over the hash before and the body
 * @param keyId of the key that signed
 * @param signature 128 hex digits: Ed25519 over {@link Receipts#PURPOSE} and the hash
 */
public record Receipt(
        TenantId tenant,
        long seq,
        CallId call,
        String body,
        String previous,
        String hash,
        String keyId,
        String signature) {}

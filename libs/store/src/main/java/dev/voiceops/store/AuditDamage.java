package dev.voiceops.store;

/**
 * The first bad row of an audit chain.
 *
 * @param chain whose; {@link Audit#PLATFORM} for the platform's own
 * @param seq the row's number in its chain
 */
public record AuditDamage(TenantId chain, long seq, Kind kind) {
    /** What is wrong with it. */
    public enum Kind {
        /** The row is not there, and later ones are. */
        MISSING("the row is missing"),
        /** The row's hash is not the hash of its columns. */
        ALTERED("a column was changed after it was written"),
        /** The row does not carry on from the one before. */
        DETACHED("the row does not follow the one before it"),
        /** The detail is not the one the row committed to. */
        DETAIL_ALTERED("its detail was changed after it was written"),
        /** There is a detail without its row. */
        DETAIL_ALONE("there is a detail, but no row"),
        /** The chain ends before its head, or a checkpoint, says that it ends. */
        CUT_OFF("the chain was cut off here"),
        /** The chain goes on after its head. */
        SURPLUS("the row was added behind the chain's head"),
        /** The head does not know the hash of the last row. */
        HEAD_ALTERED("the chain's head was changed"),
        /** No known key signed the checkpoint. */
        CHECKPOINT_FORGED("the checkpoint carries no good signature"),
        /** The chain is sound in itself and not the one that was signed. */
        REWRITTEN("the chain was written anew before this checkpoint");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** A clause for people. */
        public String meaning() {
            return meaning;
        }
    }
}

package dev.voiceops.connector.journal;

/**
 * How the record stands.
 *
 * @param waiting entries in memory that are not written yet
 * @param spooled whether more wait on disk
 * @param failing whether the store did not answer last time
 * @param refused entries the store will not take, since the start
 * @param lost entries given up because the disk took no more, since the start
 */
public record JournalState(int waiting, boolean spooled, boolean failing, long refused, long lost) {}

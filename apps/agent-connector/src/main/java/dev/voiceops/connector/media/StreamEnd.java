package dev.voiceops.connector.media;

/** Why a caller's stream is over. */
public enum StreamEnd {
    /** The peer said so: the caller hung up, or the call was taken elsewhere. */
    STOPPED,
    /** The connection broke without a word. */
    BROKEN,
    /** The connection stands, but no audio came for too long. */
    SILENT,
    /** The peer stopped reading what we send. */
    CLOGGED,
    /** The peer broke the protocol. */
    PROTOCOL,
    /** We closed it. */
    CLOSED_HERE
}

package dev.voiceops.connector.media;

/**
 * What a media stream may do.
 *
 * @param maxMessageBytes longest text message taken; a longer one closes the socket (1009)
 * @param startWithinMs how long a socket may stay without {@code start}
 * @param silentAfterMs no audio for so long: the stream is dead (Twilio sends frames in silence too)
 * @param cloggedAfterMs the peer reads nothing for so long: the stream is dead
 * @param maxAheadMs how far audio may run ahead of real time before frames are dropped
 * @param maxFaults so many malformed messages close the socket
 * @param maxWaiting so many sockets may wait for their start or token; more are turned away
 */
public record MediaLimits(
        int maxMessageBytes,
        long startWithinMs,
        long silentAfterMs,
        long cloggedAfterMs,
        long maxAheadMs,
        int maxFaults,
        int maxWaiting) {
    /** 64 KiB, 5 s, 8 s, 5 s, 5 s, 50, 256. */
    public static MediaLimits standard() {
        return new MediaLimits(64 * 1024, 5_000, 8_000, 5_000, 5_000, 50, 256);
    }
}

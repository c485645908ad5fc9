package dev.voiceops.connector;

import dev.voiceops.connector.media.MediaLimits;
import dev.voiceops.connector.session.CallTimes;
import dev.voiceops.store.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Everything a connector must be told; filled by the composition root.
 *
 * @param controlPlane where the control plane listens, e.g. {@code http://127.0.0.1:4000}
 * @param serviceToken shown to the control plane and demanded of callers, 16 characters or more
 * @param mockN8nKey what the demo automation demands of its callers
 */
public record ConnectorConfig(
        Identity identity,
        Listen listen,
        URI controlPlane,
        Secret serviceToken,
        Media media,
        VendorEndpoints vendors,
        Secret mockN8nKey,
        Files files,
        Patience patience) {

    /**
     * Who this connector is.
     *
     * @param id unique among connectors: letters, digits and {@code . _ : -}, at most 120
     * @param url where the runner reaches it
     * @param mediaUrl where Twilio reaches its media socket; null when the platform's configured URL serves
     * @param capacity most calls at a time
     */
    public record Identity(String id, URI url, @Nullable URI mediaUrl, int capacity) {}

    /** The one port for everything; 0: any free one. */
    public record Listen(String host, int port) {}

    /**
     * The media socket.
     *
     * @param signedUrl the URL as written in the TwiML, against which upgrades' signatures are checked
     * @param twilioAuthToken signs those; null: upgrades are not checked, the one-time token alone decides
     */
    public record Media(URI signedUrl, @Nullable Secret twilioAuthToken, MediaLimits limits) {}

    /**
     * What is kept on disk.
     *
     * @param spool file of the journal's entries that did not reach the database; one connector's own
     */
    public record Files(Path spool) {}

    /**
     * How long things may take.
     *
     * @param drainMs how long calls may go on by themselves when the connector is closed
     * @param heartbeatMs between two signs of life
     */
    public record Patience(long drainMs, long heartbeatMs, CallTimes calls) {
        /** One minute, 2 s, {@link CallTimes#standard()}. */
        public static Patience standard() {
            return new Patience(60_000, 2_000, CallTimes.standard());
        }
    }
}

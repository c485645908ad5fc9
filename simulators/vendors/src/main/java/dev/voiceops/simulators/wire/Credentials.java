package dev.voiceops.simulators.wire;

/** Which keys the simulated vendors take: any, but one that begins with {@code revoked} is refused as a real vendor would. */
public final class Credentials {
    private Credentials() {}

    /**
     * Whether the vendor takes it.
     *
     * @param authorization the header: scheme and key
     * @param schemes a pattern of the schemes the vendor takes
     */
    public static boolean good(String authorization, String schemes) {
        return authorization.matches("(" + schemes + ") (?!revoked)\\S+");
    }
}

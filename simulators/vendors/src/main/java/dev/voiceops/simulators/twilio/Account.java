package dev.voiceops.simulators.twilio;

/**
 * The simulated Twilio account: what REST calls authenticate with and webhooks are signed with.
 *
 * @param sid {@code AC} and 32 hex digits
 */
public record Account(String sid, String authToken) {
    /** What keyless mode uses. */
    public static final Account SIMULATED =
            new Account("AC51a0000000000000000000000000000a", "simulated-twilio-auth-token");

    public Account {
        if (!sid.matches("AC[0-9a-fA-F]{32}") || authToken.isEmpty()) {
            throw new IllegalArgumentException("a Twilio account needs a sid like AC<32 hex> and an auth token");
        }
    }

    @Override
    public String toString() {
        return "Account[" + sid + "]";
    }
}

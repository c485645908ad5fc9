package dev.voiceops.store;

/**
 * Why a transaction must see the rows of all tenants; it stands in the audit rows of that transaction. Immutable.
 *
 * @param text a short phrase such as {@code route an inbound call}, never with personal data
 */
public record Reason(String text) {
    public Reason {
        if (text.isBlank() || text.length() > 200) {
            throw new IllegalArgumentException("a reason has 1 to 200 characters");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}

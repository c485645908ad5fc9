package dev.voiceops.control.egress;

import java.util.Locale;

/** Why a request may not leave. */
public enum Refusal {
    SPELLING("the URL is not well-formed, or has characters that do not belong there"),
    SCHEME("only http and https are allowed"),
    USER_INFO("the URL must not carry a user name or password"),
    HOST("the host is not a valid name"),
    NUMERIC_HOST("an address must be written in its usual form, such as 192.0.2.1"),
    PORT("the port is not allowed"),
    OUTSIDE_BASE("the path leaves the base URL of its integration"),
    ADDRESS("the host leads to a private or special address");

    private final String meaning;

    Refusal(String meaning) {
        this.meaning = meaning;
    }

    /** Machine word, for example {@code numeric_host}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Half a sentence for people; names no host. */
    public String meaning() {
        return meaning;
    }
}

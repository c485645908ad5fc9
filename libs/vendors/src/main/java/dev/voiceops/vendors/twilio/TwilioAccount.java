package dev.voiceops.vendors.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Where the calls API is and who we are there.
 *
 * @param base {@code https://api.twilio.com/2010-04-01}, or that of a simulator; no slash at the end
 * @param accountSid {@code AC...}, whose calls we act on
 * @param user the account sid again, or an API key's sid
 * @param secret the auth token, or the API key's secret
 */
public record TwilioAccount(URI base, String accountSid, String user, String secret) {
    private static final Pattern SID = Pattern.compile("AC[0-9a-zA-Z]{1,64}");

    public TwilioAccount {
        if (!SID.matcher(accountSid).matches()) throw new IllegalArgumentException("not a Twilio account sid: AC...");
    }

    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TwilioAccount[" + base + ", " + accountSid + "]";
    }
}

package dev.voiceops.control.numbers;

import dev.voiceops.vendors.twilio.TwilioAccount;
import java.net.URI;

/**
 * Where numbers come from and where their calls are to be announced.
 *
 * @param account the platform's own Twilio account
 * @param publicBaseUrl under which Twilio reaches this role, without a slash at the end
 */
public record NumbersConfig(TwilioAccount account, URI publicBaseUrl) {}

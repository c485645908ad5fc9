/** The phone's side: Twilio's webhooks, and the verbs they are answered with. */
@NullMarked
package dev.voiceops.control.phone;

import org.jspecify.annotations.NullMarked;

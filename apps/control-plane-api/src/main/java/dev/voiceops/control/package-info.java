/** The control plane: Twilio's webhooks, the connectors' questions, the automation gateway, calls on record. */
@NullMarked
package dev.voiceops.control;

import org.jspecify.annotations.NullMarked;

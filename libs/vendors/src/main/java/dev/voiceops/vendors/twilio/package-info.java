/** Twilio: webhook signatures, TwiML, the calls API, and the messages of a media stream. */
@NullMarked
package dev.voiceops.vendors.twilio;

import org.jspecify.annotations.NullMarked;

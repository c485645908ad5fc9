/** The simulated Twilio: places phone calls, follows TwiML, plays the media stream, and answers its REST API. */
@NullMarked
package dev.voiceops.simulators.twilio;

import org.jspecify.annotations.NullMarked;

/** What the vendor clients share: sockets that never block their caller, a clock with a beat, one HTTP client. */
@NullMarked
package dev.voiceops.vendors.wire;

import org.jspecify.annotations.NullMarked;

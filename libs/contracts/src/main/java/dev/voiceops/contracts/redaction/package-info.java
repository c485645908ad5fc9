/** What tells who somebody is, found in what was said and replaced by marks. Pure: no clock, no I/O, no state. */
@NullMarked
package dev.voiceops.contracts.redaction;

import org.jspecify.annotations.NullMarked;

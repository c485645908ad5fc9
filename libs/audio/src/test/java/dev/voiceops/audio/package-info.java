/** Tests of the media plane, in virtual time. */
@NullMarked
package dev.voiceops.audio;

import org.jspecify.annotations.NullMarked;

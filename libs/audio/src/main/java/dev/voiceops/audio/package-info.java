/** The media plane of a call: mu-law frames, voice activity, the paced mouth, recordings. No decisions are made here. */
@NullMarked
package dev.voiceops.audio;

import org.jspecify.annotations.NullMarked;

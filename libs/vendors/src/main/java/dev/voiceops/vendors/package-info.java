/**
 * The ports a call needs from the vendors: ears, brain, voice, phone line and rooms; the clients live in subpackages.
 */
@NullMarked
package dev.voiceops.vendors;

import org.jspecify.annotations.NullMarked;

/** The binary: its commands, its roles and the one composition root. */
@NullMarked
package dev.voiceops.app;

import org.jspecify.annotations.NullMarked;

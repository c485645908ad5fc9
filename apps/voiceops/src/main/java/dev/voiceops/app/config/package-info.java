/** The one typed, documented list of settings, and how a process reads it. */
@NullMarked
package dev.voiceops.app.config;

import org.jspecify.annotations.NullMarked;

/** The parts of a call, each by itself. */
@NullMarked
package dev.voiceops.connector.session;

import org.jspecify.annotations.NullMarked;

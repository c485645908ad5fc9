/** The runner under test: its route over HTTP, connectors by hand, a real database. */
@NullMarked
package dev.voiceops.runner;

import org.jspecify.annotations.NullMarked;

/** Tests of tools, where they come from, and what the gateway did. */
@NullMarked
package dev.voiceops.control.tools;

import org.jspecify.annotations.NullMarked;

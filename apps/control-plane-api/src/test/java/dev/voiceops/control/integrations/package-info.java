/** Tests of the integrations. */
@NullMarked
package dev.voiceops.control.integrations;

import org.jspecify.annotations.NullMarked;

/** The audit chains, read and proven by who may. */
@NullMarked
package dev.voiceops.control.audit;

import org.jspecify.annotations.NullMarked;

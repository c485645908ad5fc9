/** Tests of the audit routes. */
@NullMarked
package dev.voiceops.control.audit;

import org.jspecify.annotations.NullMarked;

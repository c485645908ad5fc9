/** Tests of the automation feature. */
@NullMarked
package dev.voiceops.control.automation;

import org.jspecify.annotations.NullMarked;

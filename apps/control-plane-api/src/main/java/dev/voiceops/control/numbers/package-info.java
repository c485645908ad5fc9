/** The telephone numbers of the tenants: where their calls go, and where the numbers come from. */
@NullMarked
package dev.voiceops.control.numbers;

import org.jspecify.annotations.NullMarked;

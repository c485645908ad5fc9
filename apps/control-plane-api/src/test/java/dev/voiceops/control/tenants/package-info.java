/** Tests of the tenants. */
@NullMarked
package dev.voiceops.control.tenants;

import org.jspecify.annotations.NullMarked;

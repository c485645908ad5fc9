/** Tenants' connections to systems of their own: kept, tried, their secrets changed. */
@NullMarked
package dev.voiceops.control.integrations;

import org.jspecify.annotations.NullMarked;

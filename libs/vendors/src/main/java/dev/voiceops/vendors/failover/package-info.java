/** Vendors behind vendors: another ear or brain takes over within the call when one fails. */
@NullMarked
package dev.voiceops.vendors.failover;

import org.jspecify.annotations.NullMarked;

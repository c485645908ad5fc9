/** What the connectors ask the control plane about calls: claims, leases, the end, and media tokens. */
@NullMarked
package dev.voiceops.control.runtime;

import org.jspecify.annotations.NullMarked;

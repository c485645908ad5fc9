/** The client companies: made, changed, suspended. */
@NullMarked
package dev.voiceops.control.tenants;

import org.jspecify.annotations.NullMarked;

/** The automation gateway: tools of an agent, executed for a call at the tenant's endpoints, governed and recorded. */
@NullMarked
package dev.voiceops.control.automation;

import org.jspecify.annotations.NullMarked;

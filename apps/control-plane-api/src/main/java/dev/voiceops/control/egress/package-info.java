/** The only way out to addresses that tenants name: checked URLs, checked addresses, bounded exchanges. */
@NullMarked
package dev.voiceops.control.egress;

import org.jspecify.annotations.NullMarked;

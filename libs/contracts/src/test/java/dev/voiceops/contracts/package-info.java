/** Tests of the contracts: what is refused, what is hidden, what hashes alike. */
@NullMarked
package dev.voiceops.contracts;

import org.jspecify.annotations.NullMarked;

/** Tests of the store on a real Postgres. */
@NullMarked
package dev.voiceops.store;

import org.jspecify.annotations.NullMarked;

/** Postgres behind two doors: {@link dev.voiceops.store.Db#tenant} and {@link dev.voiceops.store.Db#platform}. */
@NullMarked
package dev.voiceops.store;

import org.jspecify.annotations.NullMarked;

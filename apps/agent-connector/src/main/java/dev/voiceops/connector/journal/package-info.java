/** The record of live calls, written behind: in batches, by one writer, through database failures, in order and once. */
@NullMarked
package dev.voiceops.connector.journal;

import org.jspecify.annotations.NullMarked;

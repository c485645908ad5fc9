/** Tests of the record. */
@NullMarked
package dev.voiceops.connector.journal;

import org.jspecify.annotations.NullMarked;

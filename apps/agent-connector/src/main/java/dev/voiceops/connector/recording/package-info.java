/** Where call recordings are kept: a local folder, or any store of objects behind the same port. */
@NullMarked
package dev.voiceops.connector.recording;

import org.jspecify.annotations.NullMarked;

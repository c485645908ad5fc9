/** Tests of the demo automation. */
@NullMarked
package dev.voiceops.connector.mockn8n;

import org.jspecify.annotations.NullMarked;

/** Tests of the media edge over real sockets. */
@NullMarked
package dev.voiceops.connector.media;

import org.jspecify.annotations.NullMarked;

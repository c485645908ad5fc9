/** Tests of the HTTP server. */
@NullMarked
package dev.voiceops.connector.http;

import org.jspecify.annotations.NullMarked;

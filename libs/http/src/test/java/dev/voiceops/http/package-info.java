/** Tests of what all roles' HTTP shares, over real sockets. */
@NullMarked
package dev.voiceops.http;

import org.jspecify.annotations.NullMarked;

/** Tests of whole calls over real sockets; vendors and control plane are fakes written by hand. */
@NullMarked
package dev.voiceops.connector;

import org.jspecify.annotations.NullMarked;

/** The worker under test: a real database, a runner by hand, a clock turned by hand. */
@NullMarked
package dev.voiceops.worker;

import org.jspecify.annotations.NullMarked;

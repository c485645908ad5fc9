/** Tests of the numbers. */
@NullMarked
package dev.voiceops.control.numbers;

import org.jspecify.annotations.NullMarked;

/** Tools and their executions, for the people who make and watch them. */
@NullMarked
package dev.voiceops.control.tools;

import org.jspecify.annotations.NullMarked;

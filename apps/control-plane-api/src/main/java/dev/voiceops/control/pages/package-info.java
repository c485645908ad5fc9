/** The pages this role serves: they show what its API tells, and hold nothing themselves. */
@NullMarked
package dev.voiceops.control.pages;

import org.jspecify.annotations.NullMarked;

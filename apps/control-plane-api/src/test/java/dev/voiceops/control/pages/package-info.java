/** Tests of the client API. */
@NullMarked
package dev.voiceops.control.pages;

import org.jspecify.annotations.NullMarked;

/** Tests of the pages. */
@NullMarked
package dev.voiceops.control.pages;

import org.jspecify.annotations.NullMarked;

/** The API's description. */
@NullMarked
package dev.voiceops.control.openapi;

import org.jspecify.annotations.NullMarked;

/** Plants known bugs into the product, one at a time, and looks whether its tests notice. */
@NullMarked
package dev.voiceops.planted;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.voiceops.control.figures;

import org.jspecify.annotations.NullMarked;

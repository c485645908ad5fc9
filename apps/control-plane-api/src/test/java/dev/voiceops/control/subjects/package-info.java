@NullMarked
package dev.voiceops.control.subjects;

import org.jspecify.annotations.NullMarked;

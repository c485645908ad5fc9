@NullMarked
package dev.voiceops.worker.retention;

import org.jspecify.annotations.NullMarked;

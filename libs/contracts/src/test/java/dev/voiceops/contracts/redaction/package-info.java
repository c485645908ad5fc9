@NullMarked
package dev.voiceops.contracts.redaction;

import org.jspecify.annotations.NullMarked;

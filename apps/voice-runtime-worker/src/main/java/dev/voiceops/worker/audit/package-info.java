/** Seals the audit chains with signed checkpoints. */
@NullMarked
package dev.voiceops.worker.audit;

import org.jspecify.annotations.NullMarked;

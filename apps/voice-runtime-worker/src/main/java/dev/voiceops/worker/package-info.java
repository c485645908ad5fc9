/** The role voice-runtime-worker: brings calls to connectors, and sees to it that every call comes to an end on record. */
@NullMarked
package dev.voiceops.worker;

import org.jspecify.annotations.NullMarked;

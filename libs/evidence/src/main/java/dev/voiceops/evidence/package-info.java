/**
 * Packs of evidence: what the platform knows of a call, or of a caller, as one signed file that anybody can check without the
 * platform. {@code docs/evidence.md} describes the format.
 */
@NullMarked
package dev.voiceops.evidence;

import org.jspecify.annotations.NullMarked;

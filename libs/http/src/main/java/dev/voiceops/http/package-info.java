/**
 * What the HTTP side of every Spring role shares: one context with a port per role, who may call what, request ids, size limits,
 * problems as of RFC 9457 and health.
 */
@NullMarked
package dev.voiceops.http;

import org.jspecify.annotations.NullMarked;

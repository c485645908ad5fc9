/** What the law lets callers ask for: a copy of their data, and its erasure. */
@NullMarked
package dev.voiceops.control.subjects;

import org.jspecify.annotations.NullMarked;

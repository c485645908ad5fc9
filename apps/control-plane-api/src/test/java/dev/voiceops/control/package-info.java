/** The control plane under test: its real routes over real HTTP on a real database. */
@NullMarked
package dev.voiceops.control;

import org.jspecify.annotations.NullMarked;

/** Agents as people make them: drafts, what is wrong with them, versions, what differs between two, and which one is live. */
@NullMarked
package dev.voiceops.control.agents;

import org.jspecify.annotations.NullMarked;

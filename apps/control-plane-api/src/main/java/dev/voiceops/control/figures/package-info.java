/** Figures of calls for the team and for clients: KPIs that say how they are made, prices and costs, and what did not hold. */
@NullMarked
package dev.voiceops.control.figures;

import org.jspecify.annotations.NullMarked;

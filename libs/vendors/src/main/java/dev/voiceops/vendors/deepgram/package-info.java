/** Deepgram: live recognition by the v1 listen protocol and by Flux (v2 listen). */
@NullMarked
package dev.voiceops.vendors.deepgram;

import org.jspecify.annotations.NullMarked;

/** Text whose stretches carry annotations, as MaryTTS expects them from the JTok library. */
@NullMarked
package de.dfki.lt.tools.tokenizer.annotate;

import org.jspecify.annotations.NullMarked;

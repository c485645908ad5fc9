/** Stands in for the JTok library that MaryTTS names but no repository offers any more: own code, own behaviour, its names. */
@NullMarked
package de.dfki.lt.tools.tokenizer;

import org.jspecify.annotations.NullMarked;

package de.dfki.lt.tools.tokenizer.annotate;

import org.jspecify.annotations.Nullable;

/** A text with a cursor, read run by run. Used by one thread; MaryTTS links against these names. */
public interface AnnotatedString {
    /** What {@link #setIndex} answers at the end of the text. */
    char DONE = '\uFFFF';

    /** Moves the cursor to {@code index} (characters) and answers the character there, or {@link #DONE}. */
    char setIndex(int index);

    /** The first index of the run around the cursor in which {@code key} keeps one and the same value. */
    int getRunStart(String key);

    /** The index after the run around the cursor in which {@code key} keeps one and the same value. */
    int getRunLimit(String key);

    /** The value of {@code key} at the cursor, or null where there is none. */
    @Nullable
    Object getAnnotation(String key);

    /** The characters from {@code start} to before {@code end}. */
    String substring(int start, int end);
}

package de.dfki.lt.tools.tokenizer;

import de.dfki.lt.tools.tokenizer.annotate.AnnotatedString;
import de.dfki.lt.tools.tokenizer.annotate.FastAnnotatedString;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Cuts English text into words and punctuation marks and says where sentences begin.
 * An apostrophe, hyphen, dot or comma between letters or digits belongs to its word. Any thread.
 */
public final class JTok {
    /** Key whose runs are the tokens; white space has none. */
    public static final String CLASS_ANNO = "class";

    /** Key set on the first token of a sentence or paragraph. */
    public static final String BORDER_ANNO = "border";

    /** Value of {@link #BORDER_ANNO} at the start of a paragraph. */
    public static final String P_BORDER = "paragraph";

    private static final String SENTENCE_BORDER = "sentence";
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}\\p{N}]+(?:['’.,-][\\p{L}\\p{N}]+)*|[^\\s\\p{L}\\p{N}]");
    private static final String SENTENCE_ENDS = ".?!";

    /** The properties name language resources of the original library; there are none here. */
    public JTok(Properties unused) {}

    /** Annotates {@code text} with {@link #CLASS_ANNO} and {@link #BORDER_ANNO}; the language is taken as English. */
    public AnnotatedString tokenize(String text, String language) {
        var annotated = new FastAnnotatedString(text);
        var token = TOKEN.matcher(text);
        var border = P_BORDER;
        while (token.find()) {
            annotated.annotate(CLASS_ANNO, token.toMatchResult(), token.start(), token.end());
            var ends = SENTENCE_ENDS.contains(token.group());
            if (!border.isEmpty() && !ends) annotated.annotate(BORDER_ANNO, border, token.start(), token.end());
            border = ends ? SENTENCE_BORDER : "";
        }
        return annotated;
    }
}

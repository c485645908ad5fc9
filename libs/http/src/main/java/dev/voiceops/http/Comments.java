package dev.voiceops.http;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.Value;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the code says about itself, as Markdown. The compiler keeps the comments (therapi); of code that was compiled without
 * that, every text is empty. Pure functions.
 */
public final class Comments {
    private Comments() {}

    /** What is said about a type. */
    public static String of(Class<?> type) {
        return markdown(RuntimeJavadoc.getJavadoc(type).getComment());
    }

    /** What is said about a method. */
    public static String of(Method method) {
        return markdown(RuntimeJavadoc.getJavadoc(method).getComment());
    }

    /** What is said about a method's parameter. */
    public static String ofParameter(Method method, String name) {
        return among(RuntimeJavadoc.getJavadoc(method).getParams(), name);
    }

    /** What is said about a record's component. */
    public static String ofComponent(Class<?> type, String name) {
        return among(RuntimeJavadoc.getJavadoc(type).getRecordComponents(), name);
    }

    /** What is said about a constant. */
    public static String of(Enum<?> constant) {
        return markdown(RuntimeJavadoc.getJavadoc(constant).getComment());
    }

    /** The first sentence without its full stop, and what comes after it. */
    public static String[] firstSentence(String text) {
        int end = text.indexOf(". ");
        int paragraph = text.indexOf("\n\n");
        if (paragraph >= 0 && (end < 0 || paragraph < end)) end = paragraph - 1;
        String first = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end + 1).strip();
        return new String[] {first.endsWith(".") ? first.substring(0, first.length() - 1) : first, rest};
    }

    private static String among(List<ParamJavadoc> described, String name) {
        return described.stream()
                .filter(one -> one.getName().equals(name))
                .map(one -> markdown(one.getComment()))
                .findFirst()
                .orElse("");
    }

    private static String markdown(@Nullable Comment comment) {
        Markdown markdown = new Markdown();
        Comment.nullToEmpty(comment).visit(markdown);
        return Arrays.stream(markdown.text.toString().split("<p>"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static final class Markdown implements CommentVisitor {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void commentText(String words) {
            text.append(words);
        }

        @Override
        public void inlineLink(Link link) {
            String label = link.getLabel();
            if (label != null && !label.isBlank()) text.append(label);
            else name(link.getReferencedClassName(), link.getReferencedMemberName());
        }

        @Override
        public void inlineTag(String name, String value) {
            text.append(name.equals("code") ? "`" + value + "`" : value);
        }

        @Override
        public void inlineValue(Value value) {
            name(value.getReferencedClassName(), value.getReferencedMemberName());
        }

        private void name(@Nullable String type, @Nullable String member) {
            String named = member != null ? member : type == null ? "" : type.substring(type.lastIndexOf('.') + 1);
            text.append('`').append(named).append('`');
        }
    }
}

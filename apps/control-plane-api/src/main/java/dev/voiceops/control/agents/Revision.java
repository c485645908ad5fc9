package dev.voiceops.control.agents;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Revisions as entity tags (RFC 9110, section 8.8.3): the number in double quotes, strong. */
final class Revision {
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");
    /** Matches no draft. */
    private static final long NONE = -1;

    private Revision() {}

    static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * The revision an {@code If-Match} names; a tag of another form names none that exists.
     *
     * @throws ProblemException 428 when there is no such header, or it is {@code *}: who saves must say what they saw
     */
    static long seen(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            throw new ProblemException(
                    ProblemType.REVISION_REQUIRED, "Send If-Match with the ETag of the draft that you have seen");
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        return tag.matches() ? Long.parseLong(tag.group(1)) : NONE;
    }
}

package dev.voiceops.contracts.redaction;

import java.util.BitSet;
import java.util.regex.Pattern;

/** Digits that tell nobody who somebody is: dates, times, amounts, addresses of machines, and ids made by programs. */
final class Survivors {
    private static final Pattern PLAIN = Pattern.compile("""
        (?<![\\w.-])(?:
            \\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+(?:Z|[+-]\\d{2}:?\\d{2})?)?
          | \\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d{2}
          | \\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?
          | \\d{1,3}(?:[.,]\\d{3}){1,3}(?:[.,]\\d{1,2})?(?![.,]?\\d)
          | \\d{1,9}[.,]\\d{1,2}(?![.,]?\\d)
          | (?:\\d{1,3}\\.){3}\\d{1,3}
          | [0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}
        )(?![\\w-])
        | [$€£¥]\\s?\\d{1,9}(?:[.,]\\d{1,3})*(?!\\d)
        | (?<!\\d)\\d{1,9}\\s?(?:[$€£¥%]|(?i:dollars|euros?|pounds|cents|percent|usd|eur|gbp)\\b)\
        """, Pattern.COMMENTS);

    private Survivors() {}

    /** The chars of such stretches. */
    static BitSet in(String text) {
        BitSet kept = new BitSet(text.length());
        PLAIN.matcher(text).results().forEach(found -> kept.set(found.start(), found.end()));

        return kept;
    }
}

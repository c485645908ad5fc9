package dev.voiceops.contracts.redaction;

import java.util.Locale;

/** What stands in a redacted text in place of what was said. */
public enum Mark {
    /** The number of a payment card. */
    CARD,
    /** The three or four digits that go with a card. */
    CARD_CODE,
    /** A telephone number. */
    PHONE,
    /** An e-mail address. */
    EMAIL,
    /** A bank account by its IBAN. */
    IBAN,
    /** A number by which a state knows a person. */
    NATIONAL_ID;

    private final String text = "[" + name().toLowerCase(Locale.ROOT).replace('_', ' ') + "]";

    /** The mark as it stands in the text, such as {@code [national id]}. */
    public String text() {
        return text;
    }
}

package dev.voiceops.connector.media;

/** Close codes of RFC 6455, section 7.4.1, that this side sends. */
enum CloseCode {
    NORMAL(1000),
    NO_BINARY(1003),
    BAD_DATA(1007),
    POLICY(1008),
    TRY_LATER(1013);

    final int number;

    CloseCode(int number) {
        this.number = number;
    }
}

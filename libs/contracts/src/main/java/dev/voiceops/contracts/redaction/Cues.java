package dev.voiceops.contracts.redaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words that tell what kind of number stands near them. */
final class Cues {
    private static final int WORDS_BEFORE = 9;
    private static final int WORDS_AFTER = 4;

    /** What a number is said to be. */
    enum Cue {
        /** The number of a thing or a dealing, not of a person. */
        MATTER,
        PHONE,
        CARD_CODE,
        NATIONAL_ID
    }

    private static final Map<String, Cue> WORDS = words(Map.of(
            Cue.MATTER,
            """
            order ticket invoice reference ref confirmation tracking parcel package shipment booking reservation case
            customer serial part item product sku policy contract article bestellung bestellnummer auftrag rechnung
            rechnungsnummer kundennummer sendungsnummer vorgang ticketnummer\
            """,
            Cue.PHONE,
            """
            phone telephone mobile cell cellphone call callback reach text dial fax landline whatsapp ring telefon
            telefonnummer handy handynummer rufnummer mobilnummer anrufen erreichen\
            """,
            Cue.CARD_CODE,
            "cvv cvc cvv2 cvc2 cid kartenprüfnummer prüfziffer",
            Cue.NATIONAL_ID,
            """
            social ssn nino insurance passport sin bsn tax steuer steuernummer sozialversicherungsnummer identity
            taxpayer nif dni pesel cpf\
            """));

    private Cues() {}

    /** The nearest cue before the run, else one just behind it, else the last one of what was asked. */
    static Optional<Cue> of(DigitRun run, List<Token> tokens, List<Token> asked) {
        return before(run.from(), tokens).or(() -> after(run.to(), tokens)).or(() -> last(asked, WORDS_BEFORE * 2));
    }

    private static Optional<Cue> before(int place, List<Token> tokens) {
        return last(tokens.stream().filter(token -> token.to() <= place).toList(), WORDS_BEFORE);
    }

    private static Optional<Cue> after(int place, List<Token> tokens) {
        return tokens.stream()
                .filter(token -> token.from() >= place && token.says(Token.Kind.WORD))
                .limit(WORDS_AFTER)
                .flatMap(token -> Optional.ofNullable(WORDS.get(token.text())).stream())
                .findFirst();
    }

    private static Optional<Cue> last(List<Token> tokens, int words) {
        int seen = 0;
        for (int i = tokens.size() - 1; i >= 0 && seen < words; i--) {
            Token token = tokens.get(i);
            boolean securityCode = token.text().equals("code")
                    && i > 0
                    && tokens.get(i - 1).text().equals("security");
            Cue cue = securityCode ? Cue.CARD_CODE : WORDS.get(token.text());
            if (cue != null) {
                return Optional.of(cue);
            }
            seen += token.says(Token.Kind.WORD) ? 1 : 0;
        }
        return Optional.empty();
    }

    private static Map<String, Cue> words(Map<Cue, String> lists) {
        Map<String, Cue> words = new HashMap<>();
        lists.forEach((cue, list) -> list.strip()
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .forEach(word -> words.put(word, cue)));
        return Map.copyOf(words);
    }
}

package dev.voiceops.call;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether words are a yes, a no, or neither. A yes has nothing in it but yes: what is added may take it back. Decided by words, not
 * by a model, because a model that can be talked into a call can be talked into a confirmation. Words that only keep a conversation
 * going ("okay", "d'accord", "claro") may stand beside a yes and are none. Immutable.
 */
public final class Assent {
    private static final Assent ENGLISH = new Assent(
            "yes|yeah|yep|yes i do|yes you may|yes you can|i confirm|i do confirm|confirmed|correct|that's correct|thats correct"
                    + "|that is correct|that's right|thats right|that is right|absolutely",
            "go ahead|please do|do it|do that|of course|please|thanks|thank you|ok|okay|oh|ah|um|uh|well|sure|so|now|sir|madam",
            "no|nope|nah|not|don't|dont|never|never mind|nevermind|stop|wait|hold on|neither");

    private static final Map<String, Assent> LANGUAGES = Map.of(
            "en",
            ENGLISH,
            "de",
            new Assent(
                    "ja|jawohl|genau|richtig|korrekt|stimmt|das stimmt|das ist richtig|das ist korrekt|einverstanden|bestätigt"
                            + "|ich bestätige|das bestätige ich",
                    "bitte|gern|gerne|danke|ok|okay|klar|natürlich|selbstverständlich|machen sie das|tun sie das|also|ach|äh|ähm|nun"
                            + "|so",
                    "nein|nee|nö|nicht|kein|keine|keinen|nie|niemals|stop|stopp|halt|warte|warten|moment"),
            "fr",
            new Assent(
                    "oui|ouais|je confirme|exact|exactement|c'est exact|c'est ça|c'est correct|c'est bien ça|correct|tout à fait"
                            + "|absolument|confirmé",
                    "d'accord|s'il vous plaît|s'il te plaît|merci|allez-y|vas-y|bien sûr|volontiers|ok|okay|euh|ah|bon|alors"
                            + "|madame|monsieur",
                    "non|pas|ne|jamais|attends|attendez|stop|arrête|arrêtez"),
            "es",
            new Assent(
                    "sí|si|claro que sí|correcto|es correcto|exacto|así es|confirmo|lo confirmo|confirmado|afirmativo",
                    "claro|por favor|gracias|adelante|hágalo|de acuerdo|vale|ok|okay|eh|pues|bueno|señor|señora",
                    "no|nunca|jamás|espera|espere|para|pare|alto|tampoco"),
            "it",
            new Assent(
                    "sì|si|esatto|esattamente|corretto|è corretto|giusto|è giusto|confermo|lo confermo|confermato",
                    "certo|per favore|per piacere|prego|grazie|va bene|faccia pure|proceda|ok|okay|eh|ah|allora|bene",
                    "no|non|mai|aspetta|aspetti|ferma|fermi|stop|basta|neanche"),
            "nl",
            new Assent(
                    "ja|jawel|jazeker|klopt|dat klopt|juist|dat is juist|correct|dat is correct|ik bevestig|dat bevestig ik"
                            + "|bevestigd",
                    "graag|alstublieft|alsjeblieft|dank u|dank je|bedankt|prima|akkoord|zeker|doe maar|oké|ok|okay|eh|nou|goed",
                    "nee|neen|niet|geen|nooit|wacht|stop|ho"),
            "pt",
            new Assent(
                    "sim|isso mesmo|correto|está correto|exato|exatamente|está certo|confirmo|confirmado",
                    "isso|certo|claro|por favor|obrigado|obrigada|pode|pode fazer|está bem|ok|okay|ah|bom|então",
                    "não|nao|nunca|jamais|espera|espere|para|pare|nem"));

    private final Lexicon affirmations;
    private final Lexicon politeYes;
    private final Lexicon negations;

    /** What words can be. */
    public enum Verdict {
        YES,
        NO,
        UNCLEAR
    }

    private Assent(String affirmations, String courtesies, String negations) {
        this.affirmations = new Lexicon(List.of(affirmations.split("\\|")));
        this.politeYes = new Lexicon(Stream.of(affirmations, courtesies)
                .flatMap(phrases -> Stream.of(phrases.split("\\|")))
                .toList());
        this.negations = new Lexicon(List.of(negations.split("\\|")));
    }

    /**
     * The judge of a language.
     *
     * @param tag BCP 47; a language whose words are not known is judged by the English ones
     */
    public static Assent in(String tag) {
        return Objects.requireNonNullElse(
                LANGUAGES.get(Locale.forLanguageTag(tag).getLanguage()), ENGLISH);
    }

    /** Judges one whole answer. */
    public Verdict of(String words) {
        if (negations.countIn(words) > 0) return Verdict.NO;
        return affirmations.countIn(words) > 0 && politeYes.covers(words) ? Verdict.YES : Verdict.UNCLEAR;
    }

    /** The words of a text as they are compared here: in lower case, without punctuation. */
    public static List<String> words(String text) {
        return Lexicon.words(text);
    }
}

package dev.voiceops.control.automation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether an answer is a plain yes: it has a word that agrees, and none that denies or holds back. In doubt it is no. Decided by
 * words, not by a model, because a model that can be talked into a call can be talked into a confirmation. Pure.
 */
final class Yes {
    private static final Map<String, Words> LANGUAGES = Map.of(
            "en",
            new Words(
                    "yes yeah yep yup sure correct right ok okay absolutely definitely affirmative exactly confirm confirmed",
                    "no nope nah not dont doesnt didnt isnt arent wont cant cannot never stop wait hold but actually maybe"
                            + " perhaps later wrong incorrect unsure think almost if"),
            "de",
            new Words(
                    "ja jawohl jo genau richtig korrekt ok okay stimmt einverstanden bestätige klar gerne",
                    "nein nee nicht kein keine niemals stopp halt warte moment aber doch vielleicht später falsch wenn"),
            "fr",
            new Words(
                    "oui ouais exact exactement correct ok okay daccord confirme absolument parfait",
                    "non pas jamais attendez attends stop mais peut peutêtre plutôt faux si"),
            "es",
            new Words(
                    "sí si claro correcto exacto ok okay vale confirmo afirmativo adelante",
                    "no nunca espera espere para pero quizás quizá tal mejor incorrecto tampoco"),
            "it",
            new Words(
                    "sì si certo esatto corretto ok okay confermo giusto perfetto",
                    "no non mai aspetta aspetti ferma ma però forse meglio sbagliato se"),
            "nl",
            new Words(
                    "ja jazeker klopt juist correct ok okay akkoord prima bevestig",
                    "nee niet geen nooit wacht stop maar misschien later fout als"),
            "pt",
            new Words(
                    "sim claro correto certo exato ok okay confirmo isso",
                    "não nao nunca espera espere pare mas talvez melhor errado se"));

    private Yes() {}

    /** @param language BCP 47; one whose words are not known is judged by the English ones */
    static boolean isIn(String answer, String language) {
        Words words = LANGUAGES.getOrDefault(
                Locale.forLanguageTag(language).getLanguage(), LANGUAGES.getOrDefault("en", new Words("", "")));
        List<String> said = words(answer);
        return said.stream().anyMatch(words.agreeing::contains) && said.stream().noneMatch(words.holding::contains);
    }

    /** Lower-case runs of letters and digits; apostrophes join. */
    static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’`]", "");
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private record Words(Set<String> agreeing, Set<String> holding) {
        Words(String agreeing, String holding) {
            this(Set.of(agreeing.split(" ")), Set.of(holding.split(" ")));
        }
    }
}

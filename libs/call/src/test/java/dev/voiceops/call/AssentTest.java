package dev.voiceops.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.call.Assent.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssentTest {
    @ParameterizedTest
    @CsvSource({
        "en-US, Yes.",
        "en-GB, 'Yes, that’s right, please go ahead.'",
        "de-DE, 'Ja, genau.'",
        "de, 'Ja bitte, machen Sie das!'",
        "de-AT, Das stimmt.",
        "fr-FR, Oui.",
        "fr, 'Oui, d’accord, allez-y.'",
        "fr-CA, C'est exact.",
        "es-ES, 'Sí, por favor.'",
        "es-MX, Claro que sí.",
        "it-IT, 'Sì, va bene.'",
        "it, Confermo.",
        "nl-NL, 'Ja, dat klopt, doe maar.'",
        "pt-BR, 'Sim, isso mesmo.'",
        "pt-PT, 'Sim, pode fazer.'",
        "sv-SE, yes"
    })
    void a_plain_yes_is_a_yes_in_each_language(String language, String answer) {
        assertThat(Assent.in(language).of(answer)).isEqualTo(Verdict.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, not really",
        "en-US, yes but no",
        "en-US, 'Yes, no, wait'",
        "en-US, 'yes, don’t you dare'",
        "de-DE, ja nein",
        "de-DE, 'Ja, aber nicht heute'",
        "de-DE, Moment",
        "fr-FR, 'D''accord, mais attends'",
        "fr-FR, 'Oui, enfin, pas maintenant'",
        "fr-FR, je ne confirme pas",
        "es-ES, 'Sí, pero no hoy'",
        "es-ES, espere",
        "it-IT, 'sì, ma non adesso'",
        "it-IT, aspetti",
        "nl-NL, 'ja, maar niet vandaag'",
        "nl-NL, wacht even",
        "pt-BR, 'sim, mas não agora'",
        "pt-PT, espere aí"
    })
    void a_no_anywhere_makes_it_a_no(String language, String answer) {
        assertThat(Assent.in(language).of(answer)).isEqualTo(Verdict.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, okay",
        "en-US, sure",
        "en-US, yes but only the second one",
        "en-US, yes if it is free",
        "en-US, did you say yes",
        "en-US, ''",
        "de-DE, okay",
        "de-DE, klar",
        "de-DE, 'ja, aber nur die zweite'",
        "de-DE, ja wenn es nichts kostet",
        "fr-FR, d'accord",
        "fr-FR, 'oui, mais seulement la deuxième'",
        "es-ES, vale",
        "es-ES, si puede ser mañana",
        "it-IT, va bene",
        "it-IT, se possibile sì",
        "nl-NL, prima",
        "nl-NL, 'ja, als het gratis is'",
        "pt-BR, claro",
        "pt-BR, 'sim, mas só a segunda'",
        "de-DE, yes",
        "fr-FR, ja"
    })
    void what_may_mean_something_else_is_neither(String language, String answer) {
        assertThat(Assent.in(language).of(answer)).isEqualTo(Verdict.UNCLEAR);
    }
}

package dev.voiceops.simulators.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakableTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello, I'm Anna.                           | hello, i'm anna.
            Your order 47291 has shipped.              | your order four seven two nine one has shipped.
            Order #47291?                              | order four seven two nine one?
            ticket 1042 is open                        | ticket one zero four two is open
            My code is 007                             | my code is zero zero seven
            We have 120 items and 1,250 users          | we have one hundred twenty items and one thousand two hundred fifty users
            Call +1 (415) 555-0100 now                 | call one four one five, five five five, zero one zero zero now
            Call 012-3456                              | call zero one two, three four five six
            It costs $49.99.                           | it costs forty nine dollars and ninety nine cents.
            $1, $5.2 million and €3                    | one dollar, five point two million dollars and three euros
            a refund of £12.50                         | a refund of twelve pounds and fifty pence
            minus -$5                                  | minus minus five dollars
            at 10:30 a.m. tomorrow                     | at ten thirty ay m tomorrow
            at 5:00 PM                                 | at five p m
            at 5pm or 17:05 or 9:00                    | at five p m or seventeen oh five or nine o'clock
            Dr. Smith lives at 12 Elm Dr.              | doctor smith lives at twelve elm drive.
            Mr. and Mrs. O'Neil, St. John St.          | mister and missus o'neil, saint john street.
            on March 3rd, 2026                         | on march third, twenty twenty six
            on 2026-03-14 or 3/4/2007                  | on march fourteenth twenty twenty six or march fourth two thousand seven
            Jan. 5 and Tue. 21st                       | january five and tuesday twenty first
            the 1st, 2nd, 12th, 30th and 105th         | the first, second, twelfth, thirtieth and one hundred fifth
            jane.doe+x1@example.com                    | jane dot doe plus x one at example dot com
            See https://www.example.com/orders?x=1.    | see example dot com slash orders.
            <b>Bold</b> move                           | bold move
            Hmm... well                                | hmm. well
            20% off, 3.5% more                         | twenty percent off, three point five percent more
            3-5 days                                   | three to five days
            AB-1023 and COVID19                        | ay b one zero two three and covid one nine
            24/7, e.g. FAQ & SMS                       | twenty four seven, for example f ay q and s m s
            the U.S. office                            | the u s office
            Café naïve – really!                       | cafe naive, really.
            10km in 90 min.                            | ten kilometers in ninety minutes.
            👍 👌                                       | ''
            version 1.2.3                              | version one, two, three
            12345678901234567890                       | one two three four five six seven eight nine zero one two three four five six seven eight nine zero
            0 and 1000000                              | zero and one million
            """)
    void text_is_said_the_way_people_say_it(String written, String spoken) {
        assertThat(SpeakableText.of(written).spoken()).isEqualTo(spoken);
    }

    @Test
    void whatever_goes_in_plain_words_come_out() {
        var random = new Random(1);
        var alphabet = "abcXYZ019 ,.?!:;-/@#$%&*()<>'\"é√👍_+=€£\n\t";
        for (var i = 0; i < 5_000; i++) {
            var text = random.ints(random.nextInt(40), 0, alphabet.length())
                    .mapToObj(at -> alphabet.substring(at, at + 1))
                    .collect(Collectors.joining());

            assertThat(SpeakableText.of(text).spoken()).as(text).matches("([a-z']+[,.?]?( |$))*");
        }
    }

    @Test
    void each_written_word_knows_what_is_said_for_it() {
        var pieces = SpeakableText.of("Order #472 costs $5.").pieces();

        assertThat(pieces).extracting(SpeakableText.Piece::written).containsExactly("Order", "#472", "costs", "$5.");
        assertThat(pieces.get(1).spoken()).containsExactly("four", "seven", "two");
    }

    @Test
    void clauses_end_with_sentences_and_at_commas_once_there_is_enough_to_say() {
        var text = SpeakableText.of("Well, your order left our warehouse, and it is on its way. Anything else?");

        assertThat(text.clauses())
                .extracting(SpeakableText::spoken)
                .containsExactly("well, your order left our warehouse,", "and it is on its way.", "anything else?");
    }

    @Test
    void a_text_without_words_has_no_clauses() {
        assertThat(SpeakableText.of(" ... — !? ").clauses()).isEmpty();
        assertThat(SpeakableText.of("").clauses()).isEmpty();
    }
}

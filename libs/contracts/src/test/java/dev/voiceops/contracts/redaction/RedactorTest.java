package dev.voiceops.contracts.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedactorTest {
    private static final Pattern MARK = Pattern.compile("\\[(card|card code|phone|email|iban|national id)]");

    @Test
    void the_corpus_comes_out_as_written() {
        List<Example> corpus = Example.corpus();
        Map<String, int[]> confusion = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Example example : corpus) {
            String got = Redactor.redact(example.said(), example.asked()).text();
            List<String> wanted = marks(example.redacted());
            List<String> found = marks(got);
            for (String kind : List.of("card", "card code", "phone", "email", "iban", "national id")) {
                int[] row = confusion.computeIfAbsent(kind, _ -> new int[4]);
                row[(wanted.contains(kind) ? 0 : 2) + (found.contains(kind) ? 0 : 1)]++;
            }
            if (!got.equals(example.redacted())) {
                wrong.add(example.said() + "\n   wanted " + example.redacted() + "\n   got    " + got);
            }
        }
        System.out.println("kind          there+found there+missed absent+found absent+left");
        confusion.forEach(
                (kind, row) -> System.out.printf("%-12s %12d %12d %12d %11d%n", kind, row[0], row[1], row[2], row[3]));
        assertThat(corpus).hasSizeGreaterThan(60).anyMatch(Example::stays);
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_second_time_changes_nothing_more() {
        assertThat(Example.corpus())
                .allSatisfy(example -> assertThat(Redactor.redact(example.redacted(), example.asked())
                                .text())
                        .isEqualTo(example.redacted()));
    }

    @Test
    void every_card_is_found_however_it_is_said() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            String card = card(random);
            String said = spell(card, random);
            assertThat(Redactor.redact("it is " + said + " thank you")).as(said).isEqualTo("it is [card] thank you");
        }
    }

    @Test
    void numbers_of_orders_survive() {
        Random random = new Random(8);
        for (int i = 0; i < 3_000; i++) {
            String number = digits(random, 4 + random.nextInt(9));
            for (String said : List.of(number, spell(number, random))) {
                String text = "my order number is " + said + " please";
                assertThat(Redactor.redact(text)).as(said).isEqualTo(text);
            }
        }
    }

    @Test
    void a_number_said_in_several_breaths_is_found_and_each_piece_stays_in_its_place() {
        assertThat(Redactor.redact(
                                List.of(
                                        "my card is four two four two",
                                        "four two four two",
                                        "4242",
                                        "4242, is that right?"),
                                "")
                        .texts())
                .containsExactly("my card is [card]", "", "", ", is that right?");
    }

    @Test
    void ids_that_programs_made_are_nobodys_numbers() {
        Random random = new Random(9);
        for (int i = 0; i < 3_000; i++) {
            String room = "call-01a219a1-cdd5-78ed-9b58-" + digits(random, 12);
            for (String text : List.of(room, "room=" + room, "call me on " + room)) {
                assertThat(Redactor.redact(text, "what is your phone number?").text())
                        .isEqualTo(text);
            }
        }
        String called = Redactor.redact("call me on 415-555-0132 about 01a219a1-cdd5-78ed-9b58-415555013212");
        assertThat(called).isEqualTo("call me on [phone] about 01a219a1-cdd5-78ed-9b58-415555013212");
    }

    @Test
    void json_keeps_its_shape() {
        assertThat(Redactor.redactJson("""
            {"call":"me on 415-555-0132","n":4417,"pan":4242424242424242,"deep":[{"mail":"a@b.com"}],"ok":true}\
            """)).isEqualTo("""
                            {"call":"me on [phone]","n":4417,"pan":"[card]","deep":[{"mail":"[email]"}],"ok":true}\
                            """);
    }

    private static List<String> marks(String text) {
        return MARK.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String card(Random random) {
        List<Integer> lengths = List.of(16, 16, 16, 15, 19);
        int length = lengths.get(random.nextInt(lengths.size()));
        String body = (length == 15 ? "37" : "4") + digits(random, length);
        for (char check = '0'; check <= '9'; check++) {
            String card = body.substring(0, length - 1) + check;
            if (Checks.luhn(card)) {
                return card;
            }
        }
        throw new AssertionError("one of ten digits is the check digit");
    }

    private static String digits(Random random, int count) {
        return random.ints(count, 0, 10).mapToObj(String::valueOf).collect(Collectors.joining());
    }

    /** Words, groups or plain digits, with some hesitation. */
    private static String spell(String digits, Random random) {
        String[] words = "zero one two three four five six seven eight nine".split(" ");
        Function<Character, String> word = c -> words[c - '0'];
        return switch (random.nextInt(3)) {
            case 0 -> digits;
            case 1 -> digits.replaceAll("(....)(?=.)", random.nextBoolean() ? "$1 " : "$1-");
            default -> {
                StringBuilder said = new StringBuilder();
                for (int i = 0; i < digits.length(); i++) {
                    boolean twice = i + 1 < digits.length() && digits.charAt(i) == digits.charAt(i + 1);
                    said.append(said.isEmpty() ? "" : i % 4 == 0 && random.nextInt(4) == 0 ? ", uh " : " ");
                    said.append(
                            twice && random.nextBoolean()
                                    ? "double " + word.apply(digits.charAt(i++))
                                    : word.apply(digits.charAt(i)));
                }
                yield said.toString();
            }
        };
    }
}

package dev.voiceops.call;

import java.util.List;

/**
 * Words of a language that mean something for turn taking. All in lower case, without punctuation.
 *
 * @param backchannels sounds of listening that never interrupt ("mm-hm")
 * @param checkIns what a caller says who only wants to know whether anybody is there ("hello")
 * @param trailing last words after which more is to come ("and", "my number is")
 * @param complete answers that are whole by themselves ("yes")
 * @param numerals digits as words, single words only ("five")
 * @param assentIn language, BCP 47, whose {@link Assent} judges the answer to a question that must not be misunderstood
 * @param voicemailInvites what a machine says before its tone ("leave a message")
 * @param voicemailExcuses what a machine says about its owner ("is not available")
 */
public record Wording(
        List<String> backchannels,
        List<String> checkIns,
        List<String> trailing,
        List<String> complete,
        List<String> numerals,
        String assentIn,
        List<String> voicemailInvites,
        List<String> voicemailExcuses) {

    public Wording {
        backchannels = List.copyOf(backchannels);
        checkIns = List.copyOf(checkIns);
        trailing = List.copyOf(trailing);
        complete = List.copyOf(complete);
        numerals = List.copyOf(numerals);
        voicemailInvites = List.copyOf(voicemailInvites);
        voicemailExcuses = List.copyOf(voicemailExcuses);
    }

    /** The same words, and the yes and no of another language. */
    public Wording withAssentIn(String other) {
        return new Wording(
                backchannels, checkIns, trailing, complete, numerals, other, voicemailInvites, voicemailExcuses);
    }

    /** English as spoken on telephones. */
    public static Wording english() {
        return new Wording(
                List.of(
                        "mm-hm",
                        "mm-hmm",
                        "mhm",
                        "mmhm",
                        "mm",
                        "hm",
                        "hmm",
                        "uh-huh",
                        "uh huh",
                        "uh",
                        "um",
                        "ah",
                        "oh",
                        "yeah",
                        "yep",
                        "yes",
                        "ok",
                        "okay",
                        "right",
                        "sure",
                        "i see",
                        "got it",
                        "alright",
                        "all right",
                        "cool"),
                List.of(
                        "hello",
                        "hi",
                        "hey",
                        "are you there",
                        "are you still there",
                        "anyone there",
                        "can you hear me"),
                List.of(
                        "and",
                        "dot",
                        "dash",
                        "underscore",
                        "or",
                        "but",
                        "so",
                        "because",
                        "with",
                        "for",
                        "to",
                        "at",
                        "in",
                        "on",
                        "of",
                        "from",
                        "the",
                        "a",
                        "an",
                        "my",
                        "your",
                        "is",
                        "its",
                        "it's",
                        "are",
                        "i'm",
                        "um",
                        "uh",
                        "er",
                        "like",
                        "then",
                        "if",
                        "that",
                        "i",
                        "my number is",
                        "my name is",
                        "the number is",
                        "let me see",
                        "let me think",
                        "hold on",
                        "one second"),
                List.of(
                        "yes",
                        "yeah",
                        "yep",
                        "no",
                        "nope",
                        "ok",
                        "okay",
                        "sure",
                        "thanks",
                        "thank you",
                        "correct",
                        "that's right",
                        "that's all",
                        "goodbye",
                        "bye"),
                List.of(
                        "zero", "oh", "o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                        "double", "triple"),
                "en",
                List.of(
                        "leave a message",
                        "leave your message",
                        "leave me a message",
                        "leave your name",
                        "after the tone",
                        "at the tone",
                        "after the beep",
                        "at the beep",
                        "record your message",
                        "when you have finished recording"),
                List.of(
                        "not available",
                        "unavailable",
                        "can't come to the phone",
                        "cannot come to the phone",
                        "can't take your call",
                        "unable to take your call",
                        "you have reached",
                        "you've reached",
                        "voicemail",
                        "voice mail",
                        "mailbox",
                        "get back to you",
                        "call you back",
                        "call you right back",
                        "answering machine",
                        "away from my phone",
                        "missed your call"));
    }
}

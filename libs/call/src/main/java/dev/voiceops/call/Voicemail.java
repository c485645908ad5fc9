package dev.voiceops.call;

/**
 * Whether a machine took the call, told from its first words. It takes two signs: an invitation to leave a message, and an
 * excuse for the owner or a speech longer than people make when they answer a telephone.
 */
final class Voicemail {
    /** Greetings of machines come first thing. */
    private static final long WINDOW_MS = 20_000;

    private static final int LONG_SPEECH_WORDS = 12;

    private final Lexicon invites;
    private final Lexicon excuses;
    private final StringBuilder heard = new StringBuilder();
    private boolean told;

    Voicemail(Wording wording) {
        this.invites = new Lexicon(wording.voicemailInvites());
        this.excuses = new Lexicon(wording.voicemailExcuses());
    }

    /** Listens to more of the caller's words, {@code callMs} into the call; true once, when they give the machine away. */
    boolean recognises(String words, boolean last, long callMs) {
        if (told || callMs > WINDOW_MS) return false;
        told = isMachine(heard + " " + words);
        if (last) heard.append(' ').append(words);
        return told;
    }

    boolean isMachine(String words) {
        boolean explains = excuses.countIn(words) > 0 || Lexicon.words(words).size() >= LONG_SPEECH_WORDS;
        return invites.countIn(words) > 0 && explains;
    }
}

package dev.voiceops.simulators.speech;

/** One text-to-speech engine. Called by the threads of one {@link ClauseVoice}, as many at once as {@link #threads()}. */
interface VoiceEngine {
    String name();

    int threads();

    /**
     * Renders one clause.
     *
     * @param text words of lower case letters, with commas, stops and question marks
     */
    Clip render(String text);

    void release();
}

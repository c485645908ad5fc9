package dev.voiceops.app.config;

/** How the simulated Deepgram hears. */
public enum Ears {
    RECOGNISER,
    SCRIPTED
}

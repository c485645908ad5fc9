package dev.voiceops.app.config;

/** How the simulated caller and the simulated Rime sound. */
public enum Voices {
    SPEECH,
    TONE
}

package dev.voiceops.vendors;

/** Who failed, or who answered. */
public enum Vendor {
    TWILIO,
    DEEPGRAM,
    OPENAI,
    RIME,
    LIVEKIT
}

package dev.voiceops.connector.session;

/** Whether models may call tools by themselves in this process at the moment: a switch for people. Any thread. */
public final class AiMode {
    private final String model;
    private volatile boolean autoTools = true;

    /** @param model {@code openai} or {@code simulated} */
    public AiMode(String model) {
        this.model = model;
    }

    public String model() {
        return model;
    }

    /** An agent version that forbids it stays without. */
    public boolean autoTools() {
        return autoTools;
    }

    /** Holds from the next question to a model on. */
    public void autoTools(boolean on) {
        autoTools = on;
    }
}

package dev.voiceops.simulators.rime;

/** Which model really answers: Rime never refuses a model name. */
final class Model {
    private Model() {}

    /** @param wanted "" = not given */
    static String served(String wanted) {
        return switch (wanted) {
            case "coda", "mistv3", "mistv2", "mist" -> wanted;
            case "arcana", "arcanav2", "arcanav3" -> "coda";
            default -> "mistv3";
        };
    }

    /** Word timestamps exist for English and Spanish only. */
    static boolean timesWords(String language) {
        return language.isEmpty() || language.matches("en|eng|es|spa");
    }
}

package dev.voiceops.call;

/**
 * A tool the model (or a person typing {@code /tool}) wants to run.
 *
 * @param id unique within the call; results and the idempotency key refer to it
 * @param arguments a JSON object as text
 */
public record ToolCall(String id, String name, String arguments) {}

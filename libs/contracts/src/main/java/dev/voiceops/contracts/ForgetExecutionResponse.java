package dev.voiceops.contracts;

/**
 * That n8n has nothing of the execution any more: it was asked afterwards, and answered 404.
 *
 * @param wasThere false: it had nothing before, either
 */
public record ForgetExecutionResponse(boolean wasThere) {}

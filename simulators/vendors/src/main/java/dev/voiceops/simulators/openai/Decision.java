package dev.voiceops.simulators.openai;

import java.util.List;

/**
 * What the brain answers to one request.
 *
 * @param intent the intent it saw, "" = none
 * @param text words to say, before the tools if there are any; "" = none
 * @param tools calls to make
 */
record Decision(String intent, String text, List<Call> tools) {
    /** @param arguments a JSON object as text */
    record Call(String id, String name, String arguments) {}
}

package dev.voiceops.control.agents;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One thing that is wrong with a draft.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the draft's body
 * @param detail what is wrong and what to do, without the value itself
 * @param misshapen a field that does not exist or has a value of the wrong type: such a draft cannot even be saved
 */
record DraftFault(String pointer, String detail, @JsonIgnore boolean misshapen) {
    static DraftFault content(String pointer, String detail) {
        return new DraftFault(pointer, detail, false);
    }
}

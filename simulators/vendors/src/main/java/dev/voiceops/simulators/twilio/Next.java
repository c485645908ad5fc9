package dev.voiceops.simulators.twilio;

import java.util.List;

/** Where a call goes after a verb. */
sealed interface Next {
    /** On to the following verb. */
    record Verb() implements Next {}

    /** On with other TwiML. */
    record Document(List<dev.voiceops.simulators.twilio.Verb> verbs) implements Next {}

    record End(Ending ending) implements Next {}
}

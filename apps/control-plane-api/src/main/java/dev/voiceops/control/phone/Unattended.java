package dev.voiceops.control.phone;

import dev.voiceops.store.Db;
import dev.voiceops.store.Numbers;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Route;
import dev.voiceops.vendors.twilio.FormFields;
import dev.voiceops.vendors.twilio.Twiml;
import java.util.Optional;
import java.util.Set;

/**
 * The fallback route: Twilio asks it when another route failed (the number's fallback URL), and when a dial to the fallback number
 * is over. Safe for all threads.
 */
final class Unattended {
    private static final Reason FALLBACK = new Reason("answer a call that nobody could take");
    private static final Set<String> TALKED = Set.of("completed", "answered");

    private final Db db;
    private final Answers answers;

    Unattended(Db db, Answers answers) {
        this.db = db;
        this.answers = answers;
    }

    /** The next verbs. Blocks on the database. */
    Twiml fallback(FormFields form) {
        Optional<String> dialled = form.one("DialCallStatus");
        if (dialled.filter(TALKED::contains).isPresent()) return answers.hangUp();
        Optional<Route> route =
                form.one("To").flatMap(to -> db.platform(FALLBACK, Phone.ACTOR, tx -> Numbers.route(tx, to)));
        return dialled.isPresent() ? answers.nobodyThere(route) : answers.unattended(route);
    }
}

package dev.voiceops.control.phone;

import dev.voiceops.store.Db;
import java.time.InstantSource;

/** All that the webhooks need, put together. */
record PhoneDesk(
        SignedForms forms,
        Reception reception,
        Resumption resumption,
        Unattended unattended,
        CarrierReports reports,
        Answers answers) {
    static PhoneDesk of(PhoneConfig config, Db db, InstantSource clock) {
        Answers answers = new Answers(config);
        Resumption resumption = new Resumption(db, config, answers, clock);
        return new PhoneDesk(
                new SignedForms(config),
                new Reception(db, config, answers, resumption, clock),
                resumption,
                new Unattended(db, answers),
                new CarrierReports(db, clock),
                answers);
    }
}

package dev.voiceops.connector;

import dev.voiceops.connector.VendorEndpoints.Endpoint;
import dev.voiceops.connector.session.Vendors;
import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.deepgram.Deepgram;
import dev.voiceops.vendors.deepgram.DeepgramConfig;
import dev.voiceops.vendors.failover.Brain;
import dev.voiceops.vendors.failover.Ear;
import dev.voiceops.vendors.failover.FailoverLanguageModel;
import dev.voiceops.vendors.failover.FailoverSpeechToText;
import dev.voiceops.vendors.openai.OpenAi;
import dev.voiceops.vendors.openai.OpenAiConfig;
import dev.voiceops.vendors.rime.Rime;
import dev.voiceops.vendors.rime.RimeConfig;
import dev.voiceops.vendors.twilio.TwilioAccount;
import dev.voiceops.vendors.twilio.TwilioRest;
import dev.voiceops.vendors.wire.Wire;
import java.util.ArrayList;
import java.util.List;

/** The real clients of the vendors, with what takes over when one fails. */
final class VendorClients {
    private VendorClients() {}

    static Vendors over(Wire wire, VendorEndpoints at) {
        TwilioAccount account = new TwilioAccount(
                at.twilio().url(),
                at.twilioAccount(),
                at.twilioAccount(),
                at.twilio().key().reveal());
        RimeConfig rime =
                RimeConfig.of(at.rime().url(), at.rimeHttp(), at.rime().key().reveal());
        return new Vendors(
                ears(wire, at.deepgram()),
                brains(wire, at),
                new Rime(wire, rime),
                new TwilioRest(wire.http(), account),
                List.of(
                        state("phone", "twilio", at.twilio()),
                        state("ears", "deepgram", at.deepgram()),
                        state("brain", "openai", at.openai()),
                        state("voice", "rime", at.rime())));
    }

    /** The version's own recogniser first; if it goes on failing, the plain one, which hears where Flux has trouble. */
    private static SpeechToText ears(Wire wire, Endpoint at) {
        Deepgram deepgram =
                new Deepgram(wire, DeepgramConfig.of(at.url(), at.key().reveal()));
        return new FailoverSpeechToText(
                wire,
                List.of(
                        new Ear("deepgram", deepgram, options -> options),
                        new Ear("deepgram-nova", deepgram, VendorClients::plain)));
    }

    private static SttOptions plain(SttOptions options) {
        SttOptions nova = SttOptions.nova();
        return new SttOptions(
                nova.engine(), nova.model(), options.language(), options.endpointingMs(), options.keyterms());
    }

    private static LanguageModel brains(Wire wire, VendorEndpoints at) {
        OpenAi openai = new OpenAi(
                wire, new OpenAiConfig(at.openai().url(), at.openai().key().reveal()));
        Thread.ofVirtual().name("warm-openai").start(openai::warm);
        List<Brain> brains = new ArrayList<>();
        brains.add(new Brain("openai", openai, options -> options));
        String fallback = at.fallbackModel();
        if (fallback != null) {
            brains.add(new Brain("openai " + fallback, openai, options -> options.withModel(fallback)));
        }
        return new FailoverLanguageModel(brains);
    }

    private static Vendors.State state(String role, String vendor, Endpoint at) {
        boolean configured = !at.key().reveal().isBlank();
        return new Vendors.State(
                role, vendor, configured, at.simulated(), at.url().toString());
    }
}

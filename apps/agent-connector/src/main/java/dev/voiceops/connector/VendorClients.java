package dev.voiceops.connector;

import dev.voiceops.connector.VendorEndpoints.Endpoint;
import dev.voiceops.connector.session.Vendors;
import dev.voiceops.contracts.VendorKey;
import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.TextToSpeech;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorHosts;
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
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The real clients of the vendors, with what takes over when one fails.
 *
 * <p>A key never stays on a connection that another call could get: sockets of ears and voices are opened for one call with its key
 * in their upgrade and die with it, and the brain's shared HTTP connections carry the key with each request.
 */
final class VendorClients implements Vendors.Keys {
    private final Wire wire;
    private final VendorEndpoints at;

    private VendorClients(Wire wire, VendorEndpoints at) {
        this.wire = wire;
        this.at = at;
    }

    static Vendors over(Wire wire, VendorEndpoints at) {
        VendorClients clients = new VendorClients(wire, at);
        TwilioAccount account = new TwilioAccount(
                at.twilio().url(),
                at.twilioAccount(),
                at.twilioAccount(),
                at.twilio().key().reveal());
        OpenAi openai = clients.openai(at.openai().url(), at.openai().key().reveal());
        Thread.ofVirtual().name("warm-openai").start(openai::warm);
        return new Vendors(
                clients.ears(at.deepgram().url(), at.deepgram().key().reveal()),
                clients.brains(openai),
                new Rime(
                        wire,
                        RimeConfig.of(
                                at.rime().url(), at.rimeHttp(), at.rime().key().reveal())),
                new TwilioRest(wire.http(), account),
                List.of(
                        state("phone", "twilio", at.twilio()),
                        state("ears", "deepgram", at.deepgram()),
                        state("brain", "openai", at.openai()),
                        state("voice", "rime", at.rime())),
                clients);
    }

    @Override
    public boolean usable(VendorKey key) {
        return at.hosts().admits(Vendor.valueOf(key.vendor().toUpperCase(Locale.ROOT)), key.baseUrl());
    }

    @Override
    public SpeechToText ears(VendorKey key) {
        boolean platforms = at.hosts().isPlatforms(Vendor.DEEPGRAM, key.baseUrl());
        return ears(platforms ? at.deepgram().url() : VendorHosts.sockets(Vendor.DEEPGRAM, key.baseUrl()), key.key());
    }

    @Override
    public LanguageModel brain(VendorKey key) {
        return brains(openai(key.baseUrl(), key.key()));
    }

    @Override
    public TextToSpeech voice(VendorKey key) {
        boolean platforms = at.hosts().isPlatforms(Vendor.RIME, key.baseUrl());
        URI sockets = platforms ? at.rime().url() : VendorHosts.sockets(Vendor.RIME, key.baseUrl());
        return new Rime(wire, RimeConfig.of(sockets, key.baseUrl(), key.key()));
    }

    /** The version's own recogniser first; if it goes on failing, the plain one, which hears where Flux has trouble. */
    private SpeechToText ears(URI url, String key) {
        Deepgram deepgram = new Deepgram(wire, DeepgramConfig.of(url, key));
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

    private OpenAi openai(URI url, String key) {
        return new OpenAi(wire, new OpenAiConfig(url, key));
    }

    private LanguageModel brains(OpenAi openai) {
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

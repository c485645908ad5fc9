package dev.voiceops.control.phone;

import dev.voiceops.store.Connector;
import dev.voiceops.store.Route;
import dev.voiceops.store.Secret;
import dev.voiceops.vendors.twilio.Twiml;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few things this product says to Twilio. Pure; safe for all threads. */
final class Answers {
    private static final String TROUBLE =
            "We are sorry, there is a technical problem. Please call again later. Goodbye.";
    private static final String UNKNOWN_NUMBER = "This number is not in service. Goodbye.";
    private static final int RING_SECONDS = 20;

    private final PhoneConfig config;

    Answers(PhoneConfig config) {
        this.config = config;
    }

    /** Hand the call's audio to a connector; when that ends, come back and ask what next, for the {@code attempt}-th time. */
    Twiml connect(Secret token, Connector connector, int attempt) {
        var stream = new Twiml.Stream(
                mediaUrl(connector), Map.of("token", token.reveal()), url("/twilio/webhook/stream-status"));
        return Twiml.of(new Twiml.Connect(stream, null), new Twiml.Redirect(resume(attempt)));
    }

    /** Wait a second and ask again; {@code attempt} counts how often that was said. */
    Twiml askAgain(int attempt) {
        return Twiml.of(new Twiml.Pause(1), new Twiml.Redirect(resume(attempt)));
    }

    /** Nobody can answer: the tenant's fallback number, or its message, or ours. */
    Twiml unattended(Optional<Route> route) {
        Optional<String> number = route.flatMap(r -> Optional.ofNullable(r.fallbackNumber()));
        return number.map(this::dial).orElseGet(() -> goodbye(message(route)));
    }

    /** The agent had to go and said so: the tenant's fallback number, if it has one. */
    Twiml afterGoodbye(Optional<Route> route) {
        return route.flatMap(r -> Optional.ofNullable(r.fallbackNumber()))
                .map(this::dial)
                .orElseGet(this::hangUp);
    }

    /** Nobody can answer after the conversation broke off: an apology first. */
    Twiml broken(Optional<Route> route) {
        List<Twiml.Verb> verbs = new ArrayList<>();
        verbs.add(new Twiml.Say("We are sorry, we lost the connection."));
        verbs.addAll(unattended(route).verbs());
        return new Twiml(verbs);
    }

    /** Nobody answered at the fallback number either. */
    Twiml nobodyThere(Optional<Route> route) {
        return goodbye(message(route));
    }

    /** Connect the caller to a person. */
    Twiml dial(String number) {
        return Twiml.of(new Twiml.Dial(number, null, RING_SECONDS, url("/twilio/webhook/fallback")));
    }

    Twiml unknownNumber() {
        return goodbye(UNKNOWN_NUMBER);
    }

    /** We cannot even look up who is called. */
    Twiml trouble() {
        return goodbye(TROUBLE);
    }

    Twiml hangUp() {
        return Twiml.of(new Twiml.Hangup());
    }

    private static Twiml goodbye(String text) {
        return Twiml.of(new Twiml.Say(text), new Twiml.Hangup());
    }

    private String message(Optional<Route> route) {
        return route.flatMap(r -> Optional.ofNullable(r.fallbackMessage())).orElse(config.fallbackMessage());
    }

    private URI mediaUrl(Connector connector) {
        String own = connector.mediaUrl();
        return URI.create((own == null ? config.mediaStreamUrl() : own).replace("{connector}", connector.id()));
    }

    private URI resume(int attempt) {
        return url("/twilio/webhook/resume?attempt=" + attempt);
    }

    private URI url(String path) {
        return URI.create(config.publicBaseUrl() + path);
    }
}

package dev.voiceops.control.integrations;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.vendors.Vendor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of systems a tenant can connect, each with the fields it needs beside its secret. */
enum Kind {
    /** {@code base_url} is what the paths of tools are appended to; {@code auth} says how the secret is shown. */
    N8N(
            null,
            Map.of(
                    "auth", new Field("api_key|bearer|header", false),
                    "header_name", new Field("[A-Za-z0-9-]{1,64}", false))),
    TWILIO("https://api.twilio.com", Map.of("account_sid", new Field("AC[0-9a-fA-F]{32}", true))),
    DEEPGRAM("https://api.deepgram.com", Map.of()),
    OPENAI("https://api.openai.com/v1", Map.of()),
    RIME("https://users.rime.ai", Map.of()),
    LIVEKIT(null, Map.of("api_key", new Field("[A-Za-z0-9_-]{1,100}", true)));

    private final @Nullable String usualUrl;
    private final Map<String, Field> fields;

    Kind(@Nullable String usualUrl, Map<String, Field> fields) {
        this.usualUrl = usualUrl;
        this.fields = fields;
    }

    /** A setting of the kind: what its whole text must match. */
    record Field(String form, boolean required) {}

    /** @throws ProblemException 400 for a word that is no kind */
    static Kind of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "kind: must be one of "
                                + Arrays.stream(values()).map(Kind::code).collect(Collectors.joining(", "))));
    }

    /** Name in JSON and in the database. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The address of who does not give one; null: it must be given. */
    @Nullable
    String usualUrl() {
        return usualUrl;
    }

    /** Which schemes its address may have. */
    List<String> schemes() {
        return this == LIVEKIT ? List.of("wss", "ws", "https", "http") : List.of("https", "http");
    }

    /** The vendor whose key calls can use, as it is known to the connectors; empty: calls use no integration of this kind. */
    Optional<Vendor> inCalls() {
        return switch (this) {
            case DEEPGRAM -> Optional.of(Vendor.DEEPGRAM);
            case OPENAI -> Optional.of(Vendor.OPENAI);
            case RIME -> Optional.of(Vendor.RIME);
            case N8N, TWILIO, LIVEKIT -> Optional.empty();
        };
    }

    /** @throws ProblemException 400 naming the first setting that is missing, unknown or malformed */
    void check(Map<String, String> settings) {
        settings.keySet().stream()
                .filter(name -> !fields.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(name, "is no setting of " + code());
                });
        fields.forEach((name, field) -> {
            String value = settings.get(name);
            if (value == null && field.required()) throw wrong(name, "is missing");
            if (value != null && !value.matches(field.form())) throw wrong(name, "must be of the form " + field.form());
        });
        if (this == N8N && "header".equals(settings.get("auth")) != settings.containsKey("header_name")) {
            throw wrong("header_name", "goes with auth = header, and only with it");
        }
    }

    private static ProblemException wrong(String setting, String rule) {
        return new ProblemException(ProblemType.INVALID_REQUEST, "settings." + setting + ": " + rule);
    }
}

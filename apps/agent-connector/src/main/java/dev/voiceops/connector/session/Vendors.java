package dev.voiceops.connector.session;

import dev.voiceops.contracts.VendorKey;
import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.PhoneLine;
import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.TextToSpeech;
import dev.voiceops.vendors.Vendor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The vendors of calls, behind their ports: the platform's own, or those of one call whose tenant has keys of its own.
 *
 * @param states who they are, for people
 * @param keys makes clients that show other keys
 * @param own which integration's key a vendor is shown instead of the platform's; of one call
 */
public record Vendors(
        SpeechToText ears,
        LanguageModel brain,
        TextToSpeech voice,
        PhoneLine phone,
        List<State> states,
        Keys keys,
        Map<Vendor, UUID> own) {
    private static final List<Vendor> WITH_KEYS = List.of(Vendor.DEEPGRAM, Vendor.OPENAI, Vendor.RIME);

    public Vendors {
        states = List.copyOf(states);
        own = Map.copyOf(own);
    }

    /** The platform's own. */
    public Vendors(
            SpeechToText ears,
            LanguageModel brain,
            TextToSpeech voice,
            PhoneLine phone,
            List<State> states,
            Keys keys) {
        this(ears, brain, voice, phone, states, keys, Map.of());
    }

    /** Makes clients that show another key than the platform's. They share no connection that a key was shown on once for all. */
    public interface Keys {
        /** Whether this key may be shown at its address. */
        boolean usable(VendorKey key);

        SpeechToText ears(VendorKey key);

        LanguageModel brain(VendorKey key);

        TextToSpeech voice(VendorKey key);
    }

    /** These vendors, where there is a usable key reached with that; the others as they are. */
    Vendors with(List<VendorKey> given) {
        Vendors vendors = this;
        for (VendorKey key : given) {
            if (keys.usable(key)) vendors = vendors.with(key);
        }
        return vendors;
    }

    private Vendors with(VendorKey key) {
        Map<Vendor, UUID> owned = new EnumMap<>(Vendor.class);
        owned.putAll(own);
        Vendor vendor = Vendor.valueOf(key.vendor().toUpperCase(Locale.ROOT));
        owned.put(vendor, key.integrationId());
        return switch (vendor) {
            case DEEPGRAM -> new Vendors(keys.ears(key), brain, voice, phone, states, keys, owned);
            case OPENAI -> new Vendors(ears, keys.brain(key), voice, phone, states, keys, owned);
            case RIME -> new Vendors(ears, brain, keys.voice(key), phone, states, keys, owned);
            case TWILIO, LIVEKIT -> this;
        };
    }

    /** Whose key a vendor is shown: {@code tenant} or {@code platform}. */
    String owner(Vendor vendor) {
        return own.containsKey(vendor) ? "tenant" : "platform";
    }

    /** Whose keys the call uses, for its record; no key is in it. */
    Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        for (Vendor vendor : WITH_KEYS) {
            String name = vendor.name().toLowerCase(Locale.ROOT);
            owners.put(name, owner(vendor));
            if (own.containsKey(vendor))
                owners.put(name + "_integration", own.get(vendor).toString());
        }
        return owners;
    }

    /**
     * A vendor as configured.
     *
     * @param role {@code ears | brain | voice | phone}
     * @param configured whether an address and a key are there
     * @param simulated whether a simulator stands in for it
     * @param detail the address, never a key
     */
    public record State(String role, String vendor, boolean configured, boolean simulated, String detail) {}
}

package dev.voiceops.connector;

import dev.voiceops.store.Secret;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorHosts;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the vendors are, and who we are there. Real and simulated ones differ in nothing else.
 *
 * @param twilioAccount account SID, {@code AC…}
 * @param rimeHttp Rime's HTTP address; its {@code rime} address is for sockets
 * @param fallbackModel asked when the agent version's model fails before it said anything; null for none
 */
public record VendorEndpoints(
        Endpoint twilio,
        String twilioAccount,
        Endpoint deepgram,
        Endpoint openai,
        Endpoint rime,
        URI rimeHttp,
        @Nullable String fallbackModel) {

    /** Where keys of tenants may be shown. */
    VendorHosts hosts() {
        return new VendorHosts(
                Map.of(Vendor.DEEPGRAM, deepgram.url(), Vendor.OPENAI, openai.url(), Vendor.RIME, rimeHttp));
    }

    /**
     * One vendor.
     *
     * @param simulated the address is a simulator's: said plainly wherever people look
     */
    public record Endpoint(URI url, Secret key, boolean simulated) {}
}

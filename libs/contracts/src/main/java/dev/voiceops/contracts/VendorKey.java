package dev.voiceops.contracts;

import java.net.URI;
import java.util.UUID;

/**
 * A tenant's own key to a vendor, for the calls of that tenant: part of the won claim, kept as long as the call, never logged and
 * never written into an event.
 *
 * @param integrationId whose key it is; this may be written down
 * @param vendor {@code deepgram | openai | rime}
 * @param baseUrl where the tenant's account is, for requests; the connector goes there only if it is the vendor's
 * @param key the key itself
 */
public record VendorKey(UUID integrationId, String vendor, URI baseUrl, String key) {
    /** @throws ContractViolation naming the first field that is missing or wrong */
    public VendorKey {
        Demand.present(integrationId, "vendor_keys.integration_id");
        if (!Demand.text(vendor, "vendor_keys.vendor").matches("deepgram|openai|rime")) {
            throw new ContractViolation("vendor_keys.vendor: must be deepgram, openai or rime");
        }
        Demand.present(baseUrl, "vendor_keys.base_url");
        Demand.text(key, "vendor_keys.key");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "VendorKey[" + vendor + " of integration " + integrationId + "]";
    }
}

package dev.voiceops.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorHostsTest {
    private static final VendorHosts HOSTS = new VendorHosts(Map.of(
            Vendor.DEEPGRAM, URI.create("ws://127.0.0.1:4500/deepgram"),
            Vendor.OPENAI, URI.create("https://gateway.example/v1")));

    @ParameterizedTest
    @CsvSource({
        "DEEPGRAM, https://api.deepgram.com, true",
        "DEEPGRAM, https://API.EU.Deepgram.com/, true",
        "DEEPGRAM, http://127.0.0.1:4500/deepgram, true",
        "OPENAI, https://eu.api.openai.com/v1, true",
        "OPENAI, https://gateway.example:443/v1/, true",
        "RIME, https://users-east.rime.ai, true",
        "DEEPGRAM, http://api.deepgram.com, false",
        "DEEPGRAM, https://api.deepgram.com:8443, false",
        "DEEPGRAM, https://api.openai.com, false",
        "DEEPGRAM, https://evildeepgram.com, false",
        "DEEPGRAM, https://deepgram.com.evil.example, false",
        "DEEPGRAM, http://127.0.0.1:4500/control, false",
        "DEEPGRAM, http://127.0.0.1:4501/deepgram, false",
        "OPENAI, http://169.254.169.254/latest, false",
        "OPENAI, http://gateway.example/v1, false",
        "RIME, http://127.0.0.1:4500/deepgram, false",
        "TWILIO, https://api.twilio.com, false"
    })
    void a_key_goes_to_its_vendor_and_where_the_platform_reaches_it(Vendor vendor, String base, boolean admitted) {
        assertThat(HOSTS.admits(vendor, URI.create(base))).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({
        "DEEPGRAM, https://api.eu.deepgram.com, wss://api.eu.deepgram.com",
        "DEEPGRAM, http://127.0.0.1:4500/deepgram/, ws://127.0.0.1:4500/deepgram",
        "RIME, https://users.rime.ai, wss://users-ws.rime.ai",
        "RIME, https://users-east.rime.ai, wss://users-east-ws.rime.ai",
        "RIME, https://users-ws.rime.ai, wss://users-ws.rime.ai",
    })
    void sockets_have_the_scheme_of_sockets_and_at_rime_hosts_of_their_own(Vendor vendor, String base, String sockets) {
        assertThat(VendorHosts.sockets(vendor, URI.create(base))).hasToString(sockets);
    }

    @Test
    void a_vendor_that_takes_no_keys_of_others_has_no_domain() {
        assertThat(VendorHosts.domain(Vendor.TWILIO)).isEmpty();
        assertThat(VendorHosts.domain(Vendor.RIME)).isEqualTo("rime.ai");
    }
}

package dev.voiceops.control.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** URLs that must lead nowhere, and URLs that must not be refused. Generated; the same at every run. */
final class Vectors {
    /** First, last and one from the midst of each block that is nobody's public server. */
    static final List<String> PRIVATE_4 = List.of(
            "0.0.0.0",
            "0.0.0.1",
            "0.255.255.255",
            "10.0.0.0",
            "10.0.0.1",
            "10.128.7.9",
            "10.255.255.255",
            "100.64.0.0",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.0",
            "127.0.0.1",
            "127.0.0.2",
            "127.1.2.3",
            "127.255.255.255",
            "169.254.0.0",
            "169.254.169.254",
            "169.254.170.2",
            "169.254.255.255",
            "172.16.0.0",
            "172.16.0.1",
            "172.20.10.2",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.170",
            "192.0.0.192",
            "192.0.2.1",
            "192.31.196.1",
            "192.52.193.1",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.0.1",
            "192.168.255.255",
            "192.175.48.1",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.0",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.254",
            "255.255.255.255",
            "168.63.129.16");

    static final List<String> PRIVATE_6 = List.of(
            "::",
            "::1",
            "::2",
            "::ffff:0:0",
            "100::",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2001:1ff:ffff::1",
            "2002::1",
            "2620:4f:8000::1",
            "3fff::1",
            "5f00::1",
            "64:ff9b::1",
            "64:ff9b:1::1",
            "fc00::1",
            "fd00::1",
            "fd00:ec2::254",
            "fdff:ffff::1",
            "fe80::1",
            "fe80::a9fe:a9fe",
            "febf::1",
            "fec0::1",
            "feff::1",
            "ff00::1",
            "ff02::1",
            "ff0e::1",
            "2606:4700::5efe:7f00:1",
            "2606:4700::200:5efe:a00:1");

    private Vectors() {}

    /** Every private address in every spelling that some parser reads as it. */
    static Set<String> spellings() {
        Set<String> hosts = new LinkedHashSet<>();
        for (String dotted : PRIVATE_4) hosts.addAll(spellings((Inet4Address) InetAddress.ofLiteral(dotted)));
        for (String address : PRIVATE_6) hosts.add("[" + address + "]");
        hosts.addAll(List.of(
                "[fe80::1%25lo]",
                "[fe80::1%lo]",
                "[::1%251]",
                "[::1",
                "::1]",
                "::1",
                "[]",
                "[127.0.0.1]",
                "[localhost]",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "localhost..",
                "foo.localhost",
                "localhost.localdomain",
                "ip6-localhost",
                "①②⑦.⓪.⓪.①",
                "１２７.０.０.１",
                "127。0。0。1",
                "127．0．0．1",
                "127｡0｡0｡1",
                "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
                "127.0.0.1%00.example.com",
                "127.0.0.1%2eexample.com",
                "%31%32%37.0.0.1",
                "127.0.0.1 .example.com",
                "127.0.0.1\t",
                "127.0.0.1\n",
                "127.0.0.1\u0000",
                "",
                ".",
                "..",
                "-",
                "_",
                "a_b.example.com",
                "-a.example.com",
                "a..b",
                "exa mple.com",
                "x".repeat(300)));
        return hosts;
    }

    private static List<String> spellings(Inet4Address address) {
        byte[] b = address.getAddress();
        long whole = Integer.toUnsignedLong(
                ((b[0] & 255) << 24) | ((b[1] & 255) << 16) | ((b[2] & 255) << 8) | (b[3] & 255));
        int a0 = b[0] & 255;
        int a1 = b[1] & 255;
        int a2 = b[2] & 255;
        int a3 = b[3] & 255;
        String dotted = address.getHostAddress();
        String hex = String.format(Locale.ROOT, "%02x%02x:%02x%02x", a0, a1, a2, a3);
        return List.of(
                dotted,
                dotted + ".",
                Long.toString(whole),
                "0x" + Long.toHexString(whole),
                "0X" + Long.toHexString(whole).toUpperCase(Locale.ROOT),
                "0" + Long.toOctalString(whole),
                String.format(Locale.ROOT, "0%o.0%o.0%o.0%o", a0, a1, a2, a3),
                String.format(Locale.ROOT, "0x%x.0x%x.0x%x.0x%x", a0, a1, a2, a3),
                String.format(Locale.ROOT, "%03d.%03d.%03d.%03d", a0, a1, a2, a3),
                a0 + "." + (((a1 << 16) | (a2 << 8)) | a3),
                a0 + "." + a1 + "." + ((a2 << 8) | a3),
                "[::ffff:" + dotted + "]",
                "[::ffff:" + hex + "]",
                "[::" + dotted + "]",
                "[64:ff9b::" + dotted + "]",
                "[64:ff9b:1::" + hex + "]",
                "[2002:" + hex + "::1]",
                "[2001:0:" + hex + "::1]");
    }

    /** Whole URLs that try to be read in two ways. */
    static List<String> twisted(int port) {
        String canary = "127.0.0.1:" + port;
        List<String> urls = new ArrayList<>();
        for (String scheme : List.of(
                "file",
                "ftp",
                "gopher",
                "dict",
                "ldap",
                "jar:http",
                "ws",
                "wss",
                "tftp",
                "netdoc",
                "javascript",
                "data",
                "mailto",
                "http+unix",
                "HTTPSS",
                "")) {
            urls.add(scheme + "://" + canary + "/");
        }
        for (String authority : List.of(
                "n8n.example@" + canary,
                "n8n.example:443@" + canary,
                canary + "@n8n.example",
                "user:secret@" + canary,
                "n8n.example%40" + canary,
                canary + "#@n8n.example",
                canary + "?@n8n.example",
                canary + "\\@n8n.example",
                "n8n.example\\@" + canary,
                "n8n.example\r\nHost: " + canary,
                "n8n.example\t" + canary,
                " " + canary,
                canary + " ",
                "n8n.example:80:" + port,
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:99999",
                "127.0.0.1:-1",
                "127.0.0.1:+" + port,
                "127.0.0.1:" + port + "a",
                "127.0.0.1:٨٠",
                "127.0.0.1;" + port,
                "127.0.0.1,n8n.example",
                "n8n.example&" + canary)) {
            urls.add("http://" + authority + "/");
        }
        for (String form :
                List.of("http:/", "http:", "http:///", "//", "///", "http:\\\\", "http://\u0009", "hTTp:/\\")) {
            urls.add(form + canary + "/");
        }
        urls.add("http://" + canary + "/\r\nX-Injected: 1");
        urls.add("http://" + canary + "/ HTTP/1.1\r\nHost: x");
        urls.add("http://" + canary + "/\u0000");
        return urls;
    }

    static List<String> lawful() {
        List<String> urls = new ArrayList<>();
        for (String tenant :
                List.of("acme", "northwind-home", "a", "x9", "xn--mnchen-3ya", "very-long-name-of-a-company-2026")) {
            for (String path : List.of(
                    "/webhook/order-status",
                    "/webhook/8f14e45f-ea9c/lookup",
                    "/webhook/a_b.c~d",
                    "/webhook/x?y=1&z=a%20b",
                    "/webhook",
                    "/",
                    "",
                    "/mcp/tools",
                    "/api/v1/workflows?limit=250",
                    "/webhook/caf%C3%A9",
                    "/webhook-waiting/231")) {
                urls.add("https://" + tenant + ".app.n8n.cloud" + path);
            }
        }
        for (String origin : List.of(
                "https://automation.example.com",
                "https://AUTOMATION.Example.COM",
                "http://n8n.example.org:5678",
                "https://n8n.example.org:8443",
                "http://n8n.example.org:8080",
                "https://n8n.example.org:443",
                "HTTPS://n8n.example.org",
                "https://münchen.example",
                "https://例え.example",
                "https://n8n.example.org.",
                "https://1.1.1.1",
                "https://8.8.8.8",
                "https://93.184.216.34:8443",
                "https://172.15.255.255",
                "https://172.32.0.1",
                "https://100.63.255.255",
                "https://100.128.0.1",
                "https://169.253.1.1",
                "https://192.167.1.1",
                "https://198.17.0.1",
                "https://198.20.0.1",
                "https://223.255.255.1",
                "https://11.0.0.1",
                "https://9.255.255.255",
                "https://126.255.255.255",
                "https://128.0.0.1",
                "https://[2606:4700:4700::1111]",
                "https://[2a00:1450:4001:81b::200e]:8443",
                "https://[2001:4860:4860::8888]",
                "https://[2400:cb00::1]",
                "https://a.b.c.d.e.example.com",
                "https://n8n.1and1.example",
                "https://0x7f.example.com",
                "https://127.0.0.1.nip.example",
                "https://10.example.com",
                "https://localhost.example.com")) {
            urls.add(origin + "/webhook/order-status");
        }
        return urls;
    }
}

package dev.voiceops.vendors.twilio;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL cut into the parts that Twilio leaves out or adds when it signs. Cut by position: decoding and encoding again
 * would change what was signed (that is where the official library loses {@code %2B}).
 *
 * @param userinfo with its {@code @}, or empty
 * @param port with its {@code :}, or empty
 * @param rest path and query, without the fragment
 */
record SignedUrl(String scheme, String userinfo, String host, String port, String rest) {

    static Optional<SignedUrl> parse(String url) {
        int colon = url.indexOf("://");
        if (colon < 1) return Optional.empty();
        int hash = url.indexOf('#');
        var bare = hash < 0 ? url : url.substring(0, hash);
        int start = colon + 3;
        if (start >= bare.length()) return Optional.empty();
        int end = endOfAuthority(bare, start);
        var authority = bare.substring(start, end);
        int at = authority.lastIndexOf('@');
        var hostAndPort = authority.substring(at + 1);
        int port = hostAndPort.lastIndexOf(':');
        if (port < hostAndPort.lastIndexOf(']')) port = -1; // a colon inside [::1]
        return Optional.of(new SignedUrl(
                bare.substring(0, colon).toLowerCase(Locale.ROOT),
                authority.substring(0, at + 1),
                port < 0 ? hostAndPort : hostAndPort.substring(0, port),
                port < 0 ? "" : hostAndPort.substring(port),
                bare.substring(end)));
    }

    /**
     * The forms Twilio may have signed: with and without userinfo; port as configured, none, or the scheme's; for
     * sockets also with a slash added.
     */
    List<String> variants() {
        var forms = new LinkedHashSet<String>();
        for (var user : new String[] {"", userinfo}) {
            for (var somePort : new String[] {port, "", defaultPort()}) {
                var form = scheme + "://" + user + host + somePort + rest;
                forms.add(form);
                if (isSocket()) forms.add(form + "/");
            }
        }
        return new ArrayList<>(forms);
    }

    /** The first value of a query parameter, as written. */
    static Optional<String> queryParameter(String url, String name) {
        int question = url.indexOf('?');
        if (question < 0) return Optional.empty();
        int hash = url.indexOf('#', question);
        var query = url.substring(question + 1, hash < 0 ? url.length() : hash);
        for (var pair : query.split("&")) {
            if (pair.startsWith(name + "=")) return Optional.of(pair.substring(name.length() + 1));
        }
        return Optional.empty();
    }

    private boolean isSocket() {
        return scheme.equals("wss") || scheme.equals("ws");
    }

    private String defaultPort() {
        return scheme.equals("https") || scheme.equals("wss") ? ":443" : ":80";
    }

    private static int endOfAuthority(String url, int from) {
        int at = from;
        while (at < url.length() && url.charAt(at) != '/' && url.charAt(at) != '?') at++;
        return at;
    }
}

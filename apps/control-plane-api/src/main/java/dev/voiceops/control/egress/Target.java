package dev.voiceops.control.egress;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL taken apart once, in a way that leaves nothing for another parser to see differently. Immutable.
 *
 * @param host canonical ({@link Host})
 * @param path with the query, begins with a slash; printable ASCII
 */
record Target(String scheme, String host, int port, String path) {
    private static final int LONGEST = 2_048;
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::([0-9]{1,5}))?");
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");
    /** Dots, slashes and percent signs in disguise. */
    private static final Pattern DISGUISED = Pattern.compile("%(?:2e|2f|5c|25)");

    private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|;|$)");

    static Target parse(String url) throws EgressRefused {
        Matcher parts = URL.matcher(url);
        if (url.length() > LONGEST || !parts.matches()) throw new EgressRefused(Refusal.SPELLING);
        String scheme = part(parts, 1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) throw new EgressRefused(Refusal.SCHEME);
        String authority = part(parts, 2);
        if (authority.indexOf('@') >= 0) throw new EgressRefused(Refusal.USER_INFO);
        Matcher place = AUTHORITY.matcher(authority);
        if (!place.matches()) throw new EgressRefused(Refusal.SPELLING);
        String spelledPort = place.group(2);
        int port = spelledPort == null ? standardPort(scheme) : port(spelledPort);
        return new Target(scheme, Host.canonical(part(place, 1)), port, path(part(parts, 3)));
    }

    /** The URL of a path below a base URL: the same host, and nowhere beside the base's own path. */
    static Target below(String baseUrl, String path) throws EgressRefused {
        Target base = parse(baseUrl);
        if (base.path.indexOf('?') >= 0) throw new EgressRefused(Refusal.SPELLING);
        if (!path.startsWith("/")) throw new EgressRefused(Refusal.OUTSIDE_BASE);
        String spelled = path.split("\\?", 2)[0].toLowerCase(Locale.ROOT);
        if (DISGUISED.matcher(spelled).find() || DOTS.matcher(spelled).find() || spelled.contains("//")) {
            throw new EgressRefused(Refusal.OUTSIDE_BASE);
        }
        return new Target(base.scheme, base.host, base.port, path(base.path.replaceAll("/+$", "") + path));
    }

    /** The URL with these fields added to its query; they are percent-encoded already. */
    Target with(String query) {
        if (query.isEmpty()) return this;
        return new Target(scheme, host, port, path + (path.indexOf('?') < 0 ? "?" : "&") + query);
    }

    /** The whole URL, canonical. */
    String url() {
        return scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + path;
    }

    static int port(String spelled) throws EgressRefused {
        int port = Integer.parseInt(spelled);
        if (port < 1 || port > 65_535) throw new EgressRefused(Refusal.PORT);
        return port;
    }

    private static String path(String spelled) throws EgressRefused {
        if (!PATH.matcher(spelled).matches()) throw new EgressRefused(Refusal.SPELLING);
        if (spelled.isEmpty()) return "/";
        return spelled.startsWith("/") ? spelled : "/" + spelled;
    }

    private static int standardPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String part(Matcher matcher, int group) {
        return Objects.requireNonNull(matcher.group(group));
    }
}

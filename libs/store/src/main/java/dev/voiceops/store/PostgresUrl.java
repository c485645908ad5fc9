package dev.voiceops.store;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/** Where a Postgres is and as whom to go there. Immutable; prints no password. */
record PostgresUrl(String jdbcUrl, String user, Secret password) {
    /**
     * Reads {@code postgres://user:password@host:port/database?options}, {@code postgresql://…} or
     * {@code jdbc:postgresql://host/database?user=…&password=…}.
     *
     * @throws IllegalArgumentException saying what is wrong, without the password
     */
    static PostgresUrl parse(Secret url) {
        String text = url.reveal().trim();
        if (text.startsWith("jdbc:")) {
            return fromJdbc(text);
        }
        URI uri = uri(text);
        String info = uri.getRawUserInfo();
        if (info == null || !info.contains(":") || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("DATABASE_URL lacks user, password or database; it looks like "
                    + "postgres://user:password@host:5432/database");
        }
        int colon = info.indexOf(':');
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options;
        return new PostgresUrl(jdbc, decode(info.substring(0, colon)), Secret.of(decode(info.substring(colon + 1))));
    }

    /** In the form of {@code DATABASE_URL}. */
    Secret asUrl() {
        String where = jdbcUrl.contains("?") ? jdbcUrl + "&" : jdbcUrl + "?";
        return Secret.of(where + "user=" + encode(user) + "&password=" + encode(password.reveal()));
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // its message would quote the password
        }
        throw new IllegalArgumentException("DATABASE_URL must start with postgres://, postgresql:// or "
                + "jdbc:postgresql:// and name a host; special characters of the password are percent-encoded");
    }

    private static PostgresUrl fromJdbc(String text) {
        Properties parts = Driver.parseURL(text, new Properties());
        if (parts == null || parts.getProperty("user") == null) {
            throw new IllegalArgumentException(
                    "DATABASE_URL as a JDBC URL must look like jdbc:postgresql://host/database?user=…&password=…");
        }
        return new PostgresUrl(
                withoutCredentials(text), parts.getProperty("user"), Secret.of(parts.getProperty("password", "")));
    }

    private static String withoutCredentials(String jdbcUrl) {
        int question = jdbcUrl.indexOf('?');
        String options = Arrays.stream(jdbcUrl.substring(question + 1).split("&"))
                .filter(option -> !option.startsWith("user=") && !option.startsWith("password="))
                .collect(Collectors.joining("&"));
        return jdbcUrl.substring(0, question) + (options.isEmpty() ? "" : "?" + options);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

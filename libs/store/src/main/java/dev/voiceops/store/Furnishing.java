package dev.voiceops.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Makes the embedded server's two users and its database, unless they are there. */
final class Furnishing {
    private Furnishing() {}

    static void of(DataSource superuser, Credentials credentials) {
        try (Connection connection = superuser.getConnection()) {
            furnish(JdbcClient.create(new SingleConnectionDataSource(connection, true)), credentials);
        } catch (SQLException e) {
            throw new StoreException(StoreException.Code.EMBEDDED, "the embedded Postgres lets nobody in", e);
        }
    }

    private static void furnish(JdbcClient sql, Credentials credentials) {
        role(sql, "voiceops_owner", "createrole", credentials.owner());
        role(sql, "voiceops_login", "noinherit", credentials.login());
        sql.sql("grant voiceops_login to voiceops_owner with admin true, inherit false, set true")
                .update();
        if (!exists(sql, "select 1 from pg_database where datname = ?", EmbeddedDatabase.DATABASE)) {
            sql.sql("create database " + EmbeddedDatabase.DATABASE + " owner voiceops_owner")
                    .update();
        }
    }

    static void database(DataSource superuser, String name, String template) {
        mustBePlain(name);
        mustBePlain(template);
        JdbcClient.create(superuser)
                .sql("create database " + name + " template " + template + " owner voiceops_owner")
                .update();
    }

    static void drop(DataSource superuser, String name) {
        mustBePlain(name);
        JdbcClient.create(superuser)
                .sql("drop database if exists " + name + " with (force)")
                .update();
    }

    static List<String> namesLike(DataSource superuser, String pattern) {
        return JdbcClient.create(superuser)
                .sql("select datname from pg_database where datname like ?")
                .param(pattern)
                .query(String.class)
                .list();
    }

    /** Named after the migrations' content, and renamed to that only when complete. */
    static String template(EmbeddedDatabase server) {
        String name = "template_" + Migrations.fingerprint();
        JdbcClient sql = JdbcClient.create(server.superuser());
        if (!exists(sql, "select 1 from pg_database where datname = ?", name)) {
            server.dropDatabasesNamed("template\\_%");
            database(server.superuser(), "template_unfinished", "template0");
            Migrations.apply(Database.source(server.owner("template_unfinished"), Duration.ofMinutes(5)));
            sql.sql("alter database template_unfinished rename to " + name).update();
        }
        return name;
    }

    private static void mustBePlain(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,60}")) {
            throw new IllegalArgumentException("a database's name has lower-case letters, digits and underscores only");
        }
    }

    private static void role(JdbcClient sql, String name, String attribute, Secret password) {
        if (!exists(sql, "select 1 from pg_roles where rolname = ?", name)) {
            // no parameters in CREATE ROLE; our passwords are letters, digits, '-' and '_'
            sql.sql("create role " + name + " login " + attribute + " password '" + password.reveal() + "'")
                    .update();
        }
    }

    private static boolean exists(JdbcClient sql, String query, String name) {
        return sql.sql(query).param(name).query(Integer.class).optional().isPresent();
    }
}

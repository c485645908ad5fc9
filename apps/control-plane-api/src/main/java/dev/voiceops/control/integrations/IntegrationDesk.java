package dev.voiceops.control.integrations;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Integration;
import dev.voiceops.store.IntegrationId;
import dev.voiceops.store.Integrations;
import dev.voiceops.store.Secret;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.Tools;
import dev.voiceops.vendors.VendorHosts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keeps integrations, each deed in the transaction it is given, audit row included. A secret goes in and is never shown again.
 * For all threads.
 */
final class IntegrationDesk {
    private static final int LONGEST_NAME = 100;

    private final VendorHosts hosts;

    IntegrationDesk(VendorHosts hosts) {
        this.hosts = hosts;
    }

    /**
     * What an integration is to be. Prints no secret.
     *
     * @param servesCalls whether calls use it from now on instead of another of its kind; null: if there is no other they use
     */
    record Wanted(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String baseUrl,
            @Nullable Map<String, String> settings,
            @Nullable String secret,
            @Nullable Boolean servesCalls) {
        Connection connection() {
            return Connection.of(Kind.of(kind), baseUrl, settings, secret);
        }

        @Override
        public String toString() {
            return "Wanted[" + kind + " " + name + "]";
        }
    }

    /** @throws ProblemException 400 naming the field that is wrong, 409 when the name is taken */
    IntegrationView add(TenantTx tx, Wanted wanted) {
        Connection connection = wanted.connection();
        mustBeTheVendors(connection);
        if (connection.secret() == null) throw wrong("secret: is missing");
        String name = name(wanted.name());
        mustBeFree(tx, connection.kind(), name, null);
        IntegrationId id = IntegrationId.create();
        Integration row = row(id, connection, name);
        Integrations.save(tx, row, connection.secret());
        serveCalls(
                tx, row, wanted.servesCalls() == null ? firstOfItsKind(tx, connection.kind()) : wanted.servesCalls());
        Integration saved = known(tx, id);
        audit(tx, AuditAction.INTEGRATION_SAVED, saved, "added");
        return view(tx, saved);
    }

    /**
     * Changes name, address or settings. Where the address changes, the secret must be given again: else whoever may change an
     * address could have the secret sent to themselves.
     */
    IntegrationView change(TenantTx tx, IntegrationId id, Change change) {
        Integration before = Integrations.lock(tx, id).orElseThrow(IntegrationDesk::absent);
        Connection old = Connection.of(before, null);
        Connection now = Connection.of(
                old.kind(),
                change.baseUrl() == null ? before.baseUrl() : change.baseUrl(),
                change.settings() == null ? old.settings() : change.settings(),
                change.secret());
        mustBeTheVendors(now);
        String name = change.name() == null ? before.name() : name(change.name());
        mustBeFree(tx, old.kind(), name, id);
        boolean elsewhere = !now.baseUrl().equals(old.baseUrl());
        if (elsewhere && now.secret() == null && before.secretHint() != null) {
            throw wrong("secret: give it again when base_url changes; it is not sent to a new address by itself");
        }
        if (now.secret() == null) Integrations.change(tx, row(id, now, name));
        else Integrations.save(tx, row(id, now, name), now.secret());
        if (change.servesCalls() != null) serveCalls(tx, before, change.servesCalls());
        Integration after = known(tx, id);
        audit(tx, AuditAction.INTEGRATION_SAVED, after, now.secret() == null ? "changed" : "changed with its secret");
        return view(tx, after);
    }

    /** What is null stays as it is. Prints no secret. */
    record Change(
            @Nullable String name,
            @Nullable String baseUrl,
            @Nullable Map<String, String> settings,
            @Nullable String secret,
            @Nullable Boolean servesCalls) {
        @Override
        public String toString() {
            return "Change[" + name + " " + baseUrl + "]";
        }
    }

    /** Gives it another secret; requests that are on their way still carry the old one. */
    static IntegrationView rotate(TenantTx tx, IntegrationId id, @Nullable String secret) {
        Integration before = Integrations.lock(tx, id).orElseThrow(IntegrationDesk::absent);
        if (secret == null) throw wrong("secret: is missing");
        Integrations.save(tx, before, Connection.secret(secret));
        Integration after = known(tx, id);
        audit(tx, AuditAction.INTEGRATION_SAVED, after, "secret rotated");
        return view(tx, after);
    }

    /** @throws ProblemException 404, 409 naming the tools that it serves */
    static void remove(TenantTx tx, IntegrationId id) {
        Integration gone = Integrations.lock(tx, id).orElseThrow(IntegrationDesk::absent);
        List<String> users = Tools.servedBy(tx, id);
        if (!users.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IN_USE,
                    "These tools are served by it: " + String.join(", ", users) + "; move them first");
        }
        Integrations.remove(tx, id);
        audit(tx, AuditAction.INTEGRATION_REMOVED, gone, "removed");
    }

    /** As it is stored, with its secret, to try it; the use of the secret is audited. */
    static Connection forTrial(TenantTx tx, IntegrationId id) {
        Integration integration = known(tx, id);
        Secret secret = Integrations.secret(tx, id).orElse(null);
        audit(tx, AuditAction.INTEGRATION_TESTED, integration, "tested");
        return Connection.of(integration, secret);
    }

    static IntegrationView view(TenantTx tx, Integration integration) {
        return IntegrationView.of(integration, Tools.servedBy(tx, integration.id()));
    }

    static Integration known(TenantTx tx, IntegrationId id) {
        return Integrations.find(tx, id).orElseThrow(IntegrationDesk::absent);
    }

    private static Integration row(IntegrationId id, Connection connection, String name) {
        return new Integration(
                id,
                connection.kind().code(),
                name,
                connection.baseUrl().toString(),
                null,
                Json.write(new TreeMap<>(connection.settings())),
                Integration.History.NONE,
                false);
    }

    /** Calls show the key there, from inside the platform's network: it must be the vendor, whoever wrote the address. */
    private void mustBeTheVendors(Connection connection) {
        connection.kind().inCalls().ifPresent(vendor -> {
            if (!hosts.admits(vendor, connection.baseUrl())) {
                throw wrong("base_url: must be https:// and a host of " + VendorHosts.domain(vendor)
                        + ", or where the platform itself reaches the vendor");
            }
        });
    }

    private static void serveCalls(TenantTx tx, Integration integration, boolean serves) {
        if (Kind.of(integration.kind()).inCalls().isPresent()) Integrations.serveCalls(tx, integration, serves);
        else if (serves) throw wrong("serves_calls: calls use no integration of the kind " + integration.kind());
    }

    private static boolean firstOfItsKind(TenantTx tx, Kind kind) {
        return kind.inCalls().isPresent()
                && Integrations.list(tx).stream()
                        .noneMatch(other -> other.servesCalls() && other.kind().equals(kind.code()));
    }

    private static void mustBeFree(TenantTx tx, Kind kind, String name, @Nullable IntegrationId self) {
        boolean taken = Integrations.list(tx).stream()
                .anyMatch(other -> other.kind().equals(kind.code())
                        && other.name().equals(name)
                        && !other.id().equals(self));
        if (taken) throw new ProblemException(ProblemType.TAKEN, "name: another " + kind.code() + " has it");
    }

    private static String name(@Nullable String name) {
        String plain = name == null ? "" : name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) throw wrong("name: 1 to " + LONGEST_NAME + " characters");
        return plain;
    }

    private static void audit(TenantTx tx, AuditAction action, Integration integration, String what) {
        JsonNode detail = Json.mapper()
                .createObjectNode()
                .put("kind", integration.kind())
                .put("name", integration.name())
                .put("base_url", integration.baseUrl())
                .put("serves_calls", integration.servesCalls())
                .put("what", what);
        Audit.append(
                tx, action, new Audit.Target("integration", integration.id().toString()), Json.write(detail));
    }

    private static ContractViolation wrong(String rule) {
        return new ContractViolation(rule);
    }

    static ProblemException absent() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such integration");
    }
}

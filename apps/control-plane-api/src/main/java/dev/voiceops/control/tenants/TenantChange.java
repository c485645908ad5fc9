package dev.voiceops.control.tenants;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.contracts.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A change of a tenant as a JSON merge patch (RFC 7396): what is left out stays, null takes a value away. */
record TenantChange(JsonNode patch) {
    private static final Set<String> CHANGEABLE =
            Set.of("name", "state", "time_zone", "retention_days", "max_live_calls", "redaction");

    /** @throws ContractViolation when it is no object, or names what cannot be changed */
    TenantChange {
        if (!patch.isObject()) throw new ContractViolation("the patch must be a JSON object");
        patch.propertyNames().forEach(name -> {
            if (!CHANGEABLE.contains(name)) throw new ContractViolation(name + ": cannot be changed");
        });
    }

    TenantView onto(TenantView before) {
        ObjectNode after = Json.mapper().valueToTree(before);
        patch.properties().forEach(member -> after.set(member.getKey(), member.getValue()));
        TenantView changed = Json.read(Json.write(after), TenantView.class);
        if (changed.name() == null
                || changed.state() == null
                || changed.timeZone() == null
                || changed.redaction() == null) {
            throw new ContractViolation("name, state, time_zone and redaction cannot be null");
        }
        return changed;
    }
}

package dev.voiceops.http.member;

import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.NotSensitive;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.PortalScope;
import dev.voiceops.http.Principal;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.AgentId;
import dev.voiceops.store.Agents;
import dev.voiceops.store.AuditAction;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One route per reach. */
@RestController
@Access(Access.By.MEMBER)
final class MemberRoutes {
    @GetMapping("/me")
    @Needs(Permission.OWN_ACCOUNT)
    String me(Principal principal) {
        return principal.actor().toString();
    }

    @GetMapping("/prices")
    @Needs(Permission.PRICES_READ)
    String prices() {
        return "prices";
    }

    @PostMapping("/prices")
    @Needs(Permission.PRICES_WRITE)
    @Audited(AuditAction.PRICE_CHANGED)
    String change() {
        return "changed";
    }

    @GetMapping("/agents")
    @Needs(Permission.AGENTS_READ)
    int agents(TenantScope scope) {
        return scope.in(tx -> Agents.list(tx).size());
    }

    @PostMapping("/agents")
    @Needs(Permission.AGENTS_WRITE)
    @Audited(AuditAction.AGENT_CREATED)
    String create(TenantScope scope, @RequestBody JsonNode name) {
        return scope.in(tx -> {
            if (name.asString().equals("fail")) throw new IllegalStateException("on purpose");
            AgentId id = AgentId.create();
            Agents.insert(tx, id, name.asString());
            return id.toString();
        });
    }

    @PostMapping("/portal")
    @Needs(Permission.PORTAL_READ)
    @NotSensitive("it only reads")
    String portal(PortalScope scope) {
        return scope.in(tx -> tx.tenant().toString());
    }

    @GetMapping("/numbers")
    @Needs(Permission.OWN_ACCOUNT)
    Page<Integer> numbers(Cursor cursor) {
        int after = cursor.after(Integer::valueOf).orElse(0);
        List<Integer> rows = IntStream.rangeClosed(after + 1, 7)
                .limit(cursor.fetch())
                .boxed()
                .toList();
        return Page.of(cursor, rows, number -> number * 10, String::valueOf);
    }
}

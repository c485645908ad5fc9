package dev.voiceops.control.signin;

import dev.voiceops.contracts.Json;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.Access;
import dev.voiceops.http.Audited;
import dev.voiceops.http.Cursor;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Page;
import dev.voiceops.http.Permission;
import dev.voiceops.http.ProblemException;
import dev.voiceops.http.TenantScope;
import dev.voiceops.store.Audit;
import dev.voiceops.store.AuditAction;
import dev.voiceops.store.Db;
import dev.voiceops.store.Memberships;
import dev.voiceops.store.Reason;
import dev.voiceops.store.StoreException;
import dev.voiceops.store.TenantTx;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to a tenant, and as what. */
@RestController
@Access(Access.By.MEMBER)
final class MembershipRoutes {
    private static final Reason NAMES = new Reason("name a tenant's members");

    private final Db db;

    MembershipRoutes(Db db) {
        this.db = db;
    }

    /** {@code role}: any of the three; it holds in this tenant only. */
    record MembershipChange(String role) {}

    /** One member. */
    record MemberView(UUID userId, String email, String name, String role, boolean disabled, Instant since) {
        /** Hides who it is. */
        @Override
        public String toString() {
            return "MemberView[" + userId + "]";
        }
    }

    /** In the order in which people were made. */
    @GetMapping("/internal/memberships")
    @Needs(Permission.MEMBERS_READ)
    Page<MemberView> list(Cursor cursor, TenantScope scope) {
        @Nullable UserId after = cursor.after(UserId::parse).orElse(null);
        List<Memberships.Member> members = scope.in(tx -> Memberships.list(tx, after, cursor.fetch()));
        Map<UserId, Users.Person> people = people(members, scope);
        return Page.of(
                cursor,
                members,
                member -> view(member, people),
                member -> member.user().toString());
    }

    /** Takes the person in, or changes its role. */
    @PutMapping("/internal/memberships/{userId}")
    @Needs(Permission.MEMBERS_WRITE)
    @Audited(AuditAction.MEMBERSHIP_CHANGED)
    MemberView put(@PathVariable UUID userId, @RequestBody MembershipChange body, TenantScope scope) {
        UserId user = new UserId(userId);
        Role role = Newcomer.role(body.role(), "role");
        Memberships.Member member = join(scope, user, role);
        return view(member, people(List.of(member), scope));
    }

    /** Ends the membership; the person is left alone otherwise. */
    @DeleteMapping("/internal/memberships/{userId}")
    @Needs(Permission.MEMBERS_WRITE)
    @Audited(AuditAction.MEMBERSHIP_REMOVED)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID userId, TenantScope scope) {
        UserId user = new UserId(userId);
        scope.in(tx -> {
            if (!Memberships.leave(tx, user)) throw absent("member");
            audit(tx, AuditAction.MEMBERSHIP_REMOVED, user, Map.of());
            return true;
        });
    }

    private static Memberships.Member join(TenantScope scope, UserId user, Role role) {
        try {
            return scope.in(tx -> {
                Users.join(tx, user, role);
                audit(tx, AuditAction.MEMBERSHIP_CHANGED, user, Map.of("role", role.code()));
                return Memberships.find(tx, user).orElseThrow();
            });
        } catch (StoreException e) {
            if (e.code() == StoreException.Code.MISSING_REFERENCE) throw absent("user");
            throw e;
        }
    }

    /** People belong to no tenant, so their names are not to be had through its door. */
    private Map<UserId, Users.Person> people(List<Memberships.Member> members, TenantScope scope) {
        List<UserId> users = members.stream().map(Memberships.Member::user).toList();
        return db.platform(NAMES, scope.principal().actor(), tx -> Users.named(tx, users)).stream()
                .collect(Collectors.toMap(Users.Person::id, Function.identity()));
    }

    private static MemberView view(Memberships.Member member, Map<UserId, Users.Person> people) {
        Users.Person person = Objects.requireNonNull(people.get(member.user()), "people are never deleted");
        return new MemberView(
                member.user().value(),
                person.email(),
                person.name(),
                member.role().code(),
                person.disabled(),
                member.since());
    }

    private static void audit(TenantTx tx, AuditAction action, UserId user, Map<String, String> detail) {
        Audit.append(tx, action, new Audit.Target("user", user.toString()), Json.write(detail));
    }

    private static ProblemException absent(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what);
    }
}

package dev.voiceops.control.signin;

import static dev.voiceops.control.ControlPlaneUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voiceops.contracts.ProblemType;
import dev.voiceops.control.ControlPlaneUnderTest;
import dev.voiceops.store.TenantId;
import dev.voiceops.store.UserId;
import dev.voiceops.store.Users;
import dev.voiceops.store.Users.Role;
import dev.voiceops.store.testing.Specimen;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person may do is read with each request. */
class StandingTest {
    private static ControlPlaneUnderTest role;

    @BeforeAll
    static void start() {
        role = new ControlPlaneUnderTest(Duration.ofMinutes(1), Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        role.close();
    }

    @Test
    void a_person_is_told_who_it_is() {
        TenantId tenant = Specimen.plant(role.db()).tenant();

        AccountView admin = me(role.bearer(Role.INTERNAL_ADMIN));
        AccountView viewer = me(role.bearer(tenant, Role.CLIENT_VIEWER));

        assertThat(admin.internalRole()).isEqualTo("internal_admin");
        assertThat(admin.memberships()).isEmpty();
        assertThat(viewer.internalRole()).isNull();
        assertThat(viewer.memberships()).containsExactly(new AccountView.Membership(tenant.value(), "client_viewer"));
    }

    @Test
    void nobody_is_not_told_anything() {
        problem(role.send("", "GET", "/auth/me", null), ProblemType.UNAUTHENTICATED);
        problem(role.send("Bearer x", "GET", "/auth/me", null), ProblemType.UNAUTHENTICATED);
    }

    @Test
    void a_token_outlives_a_changed_membership_but_says_nothing_about_it() {
        TenantId tenant = Specimen.plant(role.db()).tenant();
        UserId user = role.members().add(tenant, Role.CLIENT_VIEWER);
        String bearer = role.members().bearer(user);

        role.db().tenant(tenant, Specimen.TESTER, tx -> {
            Users.join(tx, user, Role.INTERNAL_OPERATOR);
            return user;
        });

        assertThat(me(bearer).memberships().getFirst().role()).isEqualTo("internal_operator");
    }

    private static AccountView me(String bearer) {
        return role.send(bearer, "GET", "/auth/me", null, 200, AccountView.class);
    }
}

package dev.voiceops.control.signin;

import dev.voiceops.http.Access;
import dev.voiceops.http.Needs;
import dev.voiceops.http.Permission;
import dev.voiceops.http.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What concerns oneself. */
@RestController
@Access(Access.By.MEMBER)
final class AccountRoutes {
    /** Who one is. */
    @GetMapping("/auth/me")
    @Needs(Permission.OWN_ACCOUNT)
    AccountView me(Principal principal) {
        return AccountView.of(principal);
    }
}

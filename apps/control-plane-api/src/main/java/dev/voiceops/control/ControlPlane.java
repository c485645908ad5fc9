package dev.voiceops.control;

import dev.voiceops.control.agents.Authoring;
import dev.voiceops.control.audit.AuditTrails;
import dev.voiceops.control.automation.Automation;
import dev.voiceops.control.calls.CallRecords;
import dev.voiceops.control.egress.Egress;
import dev.voiceops.control.evidence.Evidence;
import dev.voiceops.control.figures.Figures;
import dev.voiceops.control.integrations.Integrating;
import dev.voiceops.control.numbers.Numbering;
import dev.voiceops.control.openapi.OpenApi;
import dev.voiceops.control.pages.Pages;
import dev.voiceops.control.phone.Phone;
import dev.voiceops.control.phone.PhoneConfig;
import dev.voiceops.control.portal.Portal;
import dev.voiceops.control.recordings.Playing;
import dev.voiceops.control.retention.Retaining;
import dev.voiceops.control.runtime.CallRuntime;
import dev.voiceops.control.runtime.RuntimeConfig;
import dev.voiceops.control.signin.SignIn;
import dev.voiceops.control.subjects.SubjectRights;
import dev.voiceops.control.tenants.Tenancy;
import dev.voiceops.control.tools.ToolDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The role control-plane-api. Wants as beans: {@link ControlPlaneConfig}, {@code SignInConfig}, {@code EgressConfig}, {@code Db},
 * {@code InstantSource}, {@code ServiceToken}.
 */
@Configuration(proxyBeanMethods = false)
@Import({
    Authoring.class,
    Tenancy.class,
    Numbering.class,
    Integrating.class,
    Egress.class,
    Phone.class,
    CallRuntime.class,
    Automation.class,
    ToolDesk.class,
    OpenApi.class,
    CallRecords.class,
    SignIn.class,
    Figures.class,
    AuditTrails.class,
    Portal.class,
    Pages.class,
    Playing.class,
    Retaining.class,
    Evidence.class,
    SubjectRights.class
})
public class ControlPlane {
    @Bean
    PhoneConfig phoneConfig(ControlPlaneConfig config) {
        return config.phone();
    }

    @Bean
    RuntimeConfig runtimeConfig(ControlPlaneConfig config) {
        return config.runtime();
    }
}

package dev.voiceops.store;

/**
 * Every action that must leave a row in the audit chain, in the transaction that does it. This list is the only place where
 * they are named; a route that changes something says which of them it writes, or why it needs none.
 */
public enum AuditAction {
    FIRST_ADMIN_REGISTERED("user.first_admin_registered", "The first administrator was made"),
    USER_CREATED("user.created", "A person was added"),
    USER_CHANGED("user.changed", "A person's name, role or state was changed"),
    PASSWORD_CHANGED("user.password_changed", "A password was set"),
    SIGNED_IN("session.signed_in", "A person signed in"),
    SIGNED_OUT("session.signed_out", "A session was ended"),
    IDENTITY_LINKED("user.identity_linked", "A person was recognised by another sign-in system for the first time"),
    IDENTITY_UNLINKED("user.identity_unlinked", "What other sign-in systems call a person was forgotten"),
    MEMBERSHIP_CHANGED("membership.changed", "What a person may do in a tenant was changed"),
    MEMBERSHIP_REMOVED("membership.removed", "A person left a tenant"),
    API_KEY_CREATED("api_key.created", "A key for programs was made"),
    API_KEY_REVOKED("api_key.revoked", "A key for programs was ended"),
    TENANT_CREATED("tenant.created", "A tenant was added"),
    TENANT_CHANGED("tenant.changed", "A tenant's settings were changed"),
    AGENT_CREATED("agent.created", "An agent was added"),
    AGENT_CHANGED("agent.changed", "An agent's name or state was changed"),
    VERSION_PUBLISHED("version.published", "A draft became the version new calls get"),
    VERSION_RESTORED("version.restored", "An older version became the draft again"),
    VERSION_ARCHIVED("version.archived", "A version was put away"),
    NUMBER_ADDED("number.added", "A phone number was added"),
    NUMBER_CHANGED("number.changed", "Where a phone number leads was changed"),
    NUMBER_REMOVED("number.removed", "A phone number was removed"),
    INTEGRATION_SAVED("integration.saved", "An integration or its secret was saved"),
    INTEGRATION_TESTED("integration.tested", "An integration's secret was used for a test"),
    INTEGRATION_DISCOVERED("integration.discovered", "An integration was asked which tools it has"),
    INTEGRATION_REMOVED("integration.removed", "An integration was removed"),
    SECRETS_ROTATED("secrets.rotated", "Secrets were sealed with a new key"),
    TOOL_SAVED("tool.saved", "A tool or where it is served was changed"),
    TOOL_ARCHIVED("tool.archived", "A tool was put away"),
    EXECUTION_RESOLVED("execution.resolved", "A person said what an unknown execution came to"),
    TRANSCRIPT_READ("call.transcript_read", "A person read what was said in a call"),
    RECORDING_READ("call.recording_read", "A person played or loaded a recording"),
    CALL_EXPORTED("call.exported", "A call's evidence was packed"),
    CALL_CONTROLLED("call.controlled", "A person steered or ended a live call"),
    HOLD_PLACED("hold.placed", "A legal hold was placed"),
    HOLD_CHANGED("hold.changed", "A legal hold's review date was changed"),
    HOLD_RELEASED("hold.released", "A legal hold was released"),
    RETENTION_RUN("retention.run", "Retention ran outside its schedule"),
    RETENTION_FINISHED("retention.finished", "A run of retention came to its end"),
    SUBJECT_EXPORTED("subject.exported", "All data about one caller was packed"),
    SUBJECT_ERASED("subject.erased", "All data about one caller was deleted"),
    PRICE_CHANGED("price.changed", "A vendor's price was added"),
    AUDIT_READ("audit.read", "The audit trail was read");

    private final String code;
    private final String meaning;

    AuditAction(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The name in records and APIs. */
    public String code() {
        return code;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}

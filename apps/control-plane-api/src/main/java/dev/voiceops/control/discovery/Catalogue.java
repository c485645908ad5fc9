package dev.voiceops.control.discovery;

import dev.voiceops.contracts.ContractViolation;
import dev.voiceops.control.automation.Schemas;
import dev.voiceops.control.egress.EgressClient;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.IntegrationAccess;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a tenant's n8n which tools it has, through the door that all requests to tenants' systems take. Changes nothing there. Blocks;
 * safe for all threads.
 */
public final class Catalogue {
    private final N8nApi workflows;
    private final McpServer tools;

    /** Over this client. */
    public Catalogue(EgressClient client, Schemas schemas) {
        Asking asking = new Asking(client);
        this.workflows = new N8nApi(asking, new WorkflowReader(schemas));
        this.tools = new McpServer(asking);
    }

    /** What kind of reference it is: an MCP server's begin with a slash. */
    public static boolean isOfMcp(String reference) {
        return reference.startsWith("/");
    }

    /**
     * All that is there.
     *
     * @param mcpPath of an MCP Server Trigger, for example {@code /mcp/voiceops}; null: the workflows of the public API
     * @throws ProblemException VENDOR_REFUSED saying what the other side did and what to do
     */
    public List<Found> list(IntegrationAccess n8n, @Nullable String mcpPath) {
        return mcpPath == null ? workflows.list(n8n) : tools.list(n8n, checked(mcpPath));
    }

    /** One of them; empty: it is not there any more. @throws ProblemException VENDOR_REFUSED */
    public Optional<Found> find(IntegrationAccess n8n, String reference) {
        if (!isOfMcp(reference)) return workflows.find(n8n, reference);
        int name = reference.indexOf('#');
        if (name < 0) throw new ContractViolation("reference: must be as discovery shows it");
        return tools.list(n8n, checked(reference.substring(0, name))).stream()
                .filter(found -> found.reference().equals(reference))
                .findFirst();
    }

    /**
     * n8n's own root, without a slash at the end: what its webhooks, its API and its MCP servers lie below. An integration's base URL
     * may name the webhooks.
     */
    public static String root(String baseUrl) {
        return baseUrl.replaceFirst("/+$", "").replaceFirst("/webhook$", "");
    }

    /** A webhook's path as an endpoint below this base URL wants it. */
    public static String below(String baseUrl, String webhookPath) {
        return baseUrl.replaceFirst("/+$", "").endsWith("/webhook") ? webhookPath : "/webhook" + webhookPath;
    }

    private static String checked(String path) {
        if (path.length() > 200 || !path.matches("/[A-Za-z0-9/_.-]+") || !EgressClient.staysBelow(path)) {
            throw new ContractViolation("mcp_path: must be a path below n8n, for example /mcp/voiceops");
        }
        return path;
    }
}

/** What a tenant's own automation offers as tools: its published workflows, and the tools of its MCP servers. */
@NullMarked
package dev.voiceops.control.discovery;

import org.jspecify.annotations.NullMarked;

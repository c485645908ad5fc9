/** A stand-in for a tenant's n8n with three demo workflows, answering as a real n8n 2.x does, its errors included. */
@NullMarked
package dev.voiceops.connector.mockn8n;

import org.jspecify.annotations.NullMarked;

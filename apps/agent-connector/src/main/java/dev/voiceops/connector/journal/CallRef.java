package dev.voiceops.connector.journal;

import java.util.UUID;

/** A call and the right to write about it: the fencing token of the lease under which it is held. */
public record CallRef(UUID tenant, UUID call, long fencingToken) {}

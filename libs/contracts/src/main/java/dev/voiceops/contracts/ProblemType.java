package dev.voiceops.contracts;

import java.util.Locale;

/** The errors this product's HTTP routes answer with, each with its usual status. */
public enum ProblemType {
    /** The body or a parameter is not what the route's contract says. */
    INVALID_REQUEST(400, "The request is not valid"),
    /** No bearer, or not the right one. */
    UNAUTHENTICATED(401, "A valid credential is required"),
    /** The webhook's signature is missing or wrong. */
    INVALID_SIGNATURE(403, "The signature is missing or wrong"),
    /** The media token is unknown, expired, used or another call's. */
    MEDIA_TOKEN_REFUSED(403, "The media token is not good for this call"),
    /** The principal is known and may not do this. */
    FORBIDDEN(403, "Not permitted"),
    /** The tool is not on the allowlist of the call's version. */
    TOOL_NOT_ALLOWED(403, "The call's agent version does not allow this tool"),
    /** No such thing, or no such route on this port. */
    NOT_FOUND(404, "Not found"),
    /** The route exists, the method does not. */
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** The dispatch was claimed, released, expired or failed before; trying again cannot help. */
    DISPATCH_GONE(409, "The dispatch can no longer be claimed"),
    /** The caller's lease or fencing token is no longer the current one. */
    LEASE_LOST(409, "The lease is held by another or has ended"),
    /** The call has ended. */
    CALL_OVER(409, "The call is over"),
    /** The same tool call was asked before and has not ended yet. */
    TOOL_CALL_RUNNING(409, "The tool call still runs"),
    /** Another thing has this name or number already. */
    TAKEN(409, "Already taken"),
    /** Other things need it; the detail says which. */
    IN_USE(409, "Still in use"),
    /** The thing is in a state that does not allow this. */
    NOT_IN_THIS_STATE(409, "Its present state does not allow this"),
    /** Somebody else changed it since it was read; {@code current} is what it is now. */
    CHANGED_MEANWHILE(412, "It was changed meanwhile"),
    /** The tool call id was used before, for another tool or another input. */
    TOOL_CALL_REUSED(409, "The tool call id names another request"),
    /** The Idempotency-Key was sent before, with another request. */
    IDEMPOTENCY_KEY_REUSED(409, "The Idempotency-Key belongs to another request"),
    /** The request with this Idempotency-Key was sent before and has not ended yet. */
    REQUEST_RUNNING(409, "The request still runs"),
    /** The request with this Idempotency-Key was carried out, and its answer is gone. */
    ANSWER_LOST(409, "The request was carried out, its answer is lost"),
    /** The body is larger than the route takes. */
    TOO_LARGE(413, "The request is too large"),
    /** The media type is not the route's. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** The tool's input does not fit its schema. */
    INPUT_SCHEMA(422, "The input does not fit the tool's schema"),
    /** The draft cannot become a version; {@code errors} lists every fault with its JSON pointer. */
    INVALID_DRAFT(422, "The draft is not valid"),
    /** The route changes something only with If-Match. */
    REVISION_REQUIRED(428, "If-Match is required"),
    /** Passwords were tried too often; the header Retry-After says how long to wait. */
    TOO_MANY_TRIES(429, "Too many tries"),
    /** An irreversible tool without the caller's yes, or with one that the record of the call does not bear out. */
    CONFIRMATION_REQUIRED(422, "The caller must confirm this first"),
    /** The tool has run as often as it may in this call or in this minute. */
    TOOL_LIMIT(429, "The tool's limit is reached"),
    /** The principal has sent as many requests as it may for now; see Retry-After. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** A fault of ours; the request id finds it in the log. */
    INTERNAL(500, "Something went wrong on our side"),
    /** A vendor or a tenant's system refused, or could not be reached. */
    VENDOR_REFUSED(502, "A vendor did not do what was asked"),
    /** No connector has room. */
    NO_CAPACITY(503, "No capacity"),
    /** This connector takes no new calls because it is going away. */
    DRAINING(503, "Draining"),
    /** The database does not answer. */
    DATABASE_UNAVAILABLE(503, "The database is not available"),
    /** Another role did not answer in time. */
    ROLE_UNREACHABLE(504, "Another part of the platform did not answer");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** Short human title; the same for every occurrence. */
    public String title() {
        return title;
    }

    /** Machine word, for example {@code invalid_signature}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

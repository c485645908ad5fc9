package dev.voiceops.http;

import dev.voiceops.store.AuditAction;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The audit row a route writes in the transaction of what it does. A route for members that is not a GET says this or
 * {@link NotSensitive}, or its role does not start.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    /** What the row says. */
    AuditAction value();
}

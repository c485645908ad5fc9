package dev.voiceops.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call the routes of a controller. A role does not start with a controller that does not say it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Access {
    /** Who. */
    By value();

    /** The kinds of callers. */
    enum By {
        /** Nothing is checked: health and sign-in. */
        ANYONE,
        /** Other roles, by the service credential; checked before the body is read. */
        SERVICE,
        /** People who signed in and programs with a key; each route says by {@link Needs} which permission it takes. */
        MEMBER,
        /** The controller checks each request itself: a vendor's signature, a session. */
        OWN_CHECK
    }
}

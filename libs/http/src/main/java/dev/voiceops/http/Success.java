package dev.voiceops.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route answers when all is well, where its signature does not say it. Only the API's description reads it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Success {
    /** HTTP statuses. */
    int[] status() default {200};

    /** Media type of the body. */
    String media() default "application/json";
}

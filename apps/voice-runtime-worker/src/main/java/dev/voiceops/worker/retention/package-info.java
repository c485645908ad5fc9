/** Retention: the runs that delete calls, and the deletion of what lies outside the database. */
@NullMarked
package dev.voiceops.worker.retention;

import org.jspecify.annotations.NullMarked;

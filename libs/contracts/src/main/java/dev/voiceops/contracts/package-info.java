/** What the roles say to each other over HTTP and in queue payloads: records, their strict JSON, event names, problem types. */
@NullMarked
package dev.voiceops.contracts;

import org.jspecify.annotations.NullMarked;

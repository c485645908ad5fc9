/** Who somebody is: signing in with a password or another system, sessions, access tokens, API keys, people and memberships. */
@NullMarked
package dev.voiceops.control.signin;

import org.jspecify.annotations.NullMarked;

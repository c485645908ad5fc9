/** One live call: the heart of libs/call wired to ears, brain, hands, mouth, phone line and record; and all calls together. */
@NullMarked
package dev.voiceops.connector.session;

import org.jspecify.annotations.NullMarked;

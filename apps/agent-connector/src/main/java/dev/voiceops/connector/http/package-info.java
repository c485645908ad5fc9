/** The connector's HTTP server: a route table over Reactor Netty, handlers as plain blocking code on virtual threads. */
@NullMarked
package dev.voiceops.connector.http;

import org.jspecify.annotations.NullMarked;

/** The Spring side of a process: one context, one Tomcat, one port per role. */
@NullMarked
package dev.voiceops.app.web;

import org.jspecify.annotations.NullMarked;

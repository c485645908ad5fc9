/** The API's description: OpenAPI 3.1 made from the routes themselves, and a page to read it on. */
@NullMarked
package dev.voiceops.control.openapi;

import org.jspecify.annotations.NullMarked;

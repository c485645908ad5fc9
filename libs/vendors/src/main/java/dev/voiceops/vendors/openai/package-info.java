/** OpenAI's Chat Completions, and servers that speak it: streaming answers with tools. */
@NullMarked
package dev.voiceops.vendors.openai;

import org.jspecify.annotations.NullMarked;

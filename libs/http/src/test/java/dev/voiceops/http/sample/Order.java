package dev.voiceops.http.sample;

/** A JSON body. */
record Order(String itemName, int count) {}

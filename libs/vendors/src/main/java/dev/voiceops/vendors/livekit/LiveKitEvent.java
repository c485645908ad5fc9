package dev.voiceops.vendors.livekit;

/**
 * What a webhook of LiveKit's tells; a hint that may be lost, not a fact to rely on.
 *
 * @param id unique: the idempotency key
 * @param event {@code room_started}, {@code participant_left}, ...; new ones may come
 * @param room the room's name, empty where the event has none
 * @param participant the participant's identity, empty where the event has none
 */
public record LiveKitEvent(String id, String event, String room, String participant) {}

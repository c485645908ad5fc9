package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.wire.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ObjectNode;

/** A call as Twilio's REST API shows it. */
final class CallObject {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private CallObject() {}

    static ObjectNode of(Account account, PhoneCall call) {
        var uri = "/2010-04-01/Accounts/" + account.sid() + "/Calls/" + call.sid();
        var placed = RFC_2822.format(call.placed());
        var ended = call.progress().stream()
                .filter(one -> one.event().equals(Progress.ENDED))
                .findFirst();
        var object = Json.object()
                .put("sid", call.sid())
                .put("account_sid", account.sid())
                .putNull("parent_call_sid")
                .put("to", call.plan().to())
                .put("to_formatted", call.plan().to())
                .put("from", call.plan().from())
                .put("from_formatted", call.plan().from())
                .put("status", call.status())
                .put("direction", "inbound")
                .put("api_version", "2010-04-01")
                .put("date_created", placed)
                .put("date_updated", placed)
                .put("start_time", placed)
                .putNull("price")
                .put("price_unit", "USD")
                .putNull("answered_by")
                .put("queue_time", "0")
                .put("uri", uri + ".json");
        object.put(
                "duration",
                ended.map(one -> String.valueOf(Math.ceilDiv(one.atMs(), 1000))).orElse(null));
        object.put(
                "end_time",
                ended.map(one -> RFC_2822.format(call.placed().plusMillis(one.atMs())))
                        .orElse(null));
        object.putObject("subresource_uris").put("recordings", uri + "/Recordings.json");
        return object;
    }
}

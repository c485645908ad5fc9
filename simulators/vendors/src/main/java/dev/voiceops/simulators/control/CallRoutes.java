package dev.voiceops.simulators.control;

import dev.voiceops.simulators.twilio.PhoneCall;
import dev.voiceops.simulators.twilio.TwilioCaller;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code /control/calls}: place, list, follow, hear and end calls. */
final class CallRoutes {
    private final Exchange exchange;
    private final TwilioCaller caller;
    private final ControlDoor.Planner planner;

    CallRoutes(Exchange exchange, TwilioCaller caller, ControlDoor.Planner planner) {
        this.exchange = exchange;
        this.caller = caller;
        this.planner = planner;
    }

    void route(String method, List<String> path) {
        if (path.size() == 1) {
            collection(method);
            return;
        }
        var call = caller.find(path.get(1));
        if (call.isEmpty()) {
            ControlDoor.problem(exchange, 404, "no call " + path.get(1));
        } else if (path.size() == 2) {
            one(method, call.get());
        } else {
            switch (path.get(2)) {
                case "events" -> follow(call.get());
                case "audio.wav" -> audio(call.get());
                default -> ControlDoor.problem(exchange, 404, "there are events and audio.wav");
            }
        }
    }

    private void collection(String method) {
        if (method.equals("POST")) {
            var body = exchange.request().body();
            var order = Json.MAPPER.readValue(body.isBlank() ? "{}" : body, CallOrder.class);
            var call = caller.place(planner.plan(order));
            if (streams()) {
                follow(call);
            } else {
                exchange.json(201, ControlDoor.summary(call));
            }
        } else {
            exchange.json(200, caller.list().stream().map(ControlDoor::summary).toList());
        }
    }

    private void one(String method, PhoneCall call) {
        if (method.equals("DELETE")) {
            call.hangUp();
            exchange.json(202, ControlDoor.summary(call));
            return;
        }
        var summary = ControlDoor.summary(call);
        Optional.ofNullable(call.report().getNow(null)).ifPresent(report -> summary.putPOJO("report", report));
        exchange.json(200, summary);
    }

    private boolean streams() {
        var accept = exchange.request().header("accept");
        return accept.contains("text/event-stream") || accept.contains("application/x-ndjson");
    }

    /** All events from the first on, live, until the call is over; the last line is the report. */
    private void follow(PhoneCall call) {
        boolean sse = exchange.request().header("accept").contains("text/event-stream");
        var gone = new AtomicBoolean();
        var type = sse ? "text/event-stream; charset=utf-8" : "application/x-ndjson";
        var headers = Map.of("content-type", type, "x-call-sid", call.sid(), "cache-control", "no-store");
        var body = exchange.stream(200, headers, () -> gone.set(true));
        var after = exchange.after();
        call.follow(progress -> after.in(0, () -> {
            if (!gone.get()) {
                body.send(new Message.Text(line(sse, progress.event(), ProgressJson.write(progress))));
            }
        }));
        call.report()
                .thenAccept(report -> after.in(0, () -> {
                    if (!gone.get()) {
                        var last = Json.object().put("event", "report");
                        last.setAll(Json.MAPPER.<tools.jackson.databind.node.ObjectNode>valueToTree(report));
                        body.send(new Message.Text(line(sse, "report", Json.write(last))));
                        body.close(1000, "");
                    }
                }));
    }

    private static String line(boolean sse, String event, String json) {
        return sse ? "event: " + event + "\ndata: " + json + "\n\n" : json + "\n";
    }

    private void audio(PhoneCall call) {
        var recording = call.recording();
        if (recording.isEmpty()) {
            ControlDoor.problem(exchange, 404, "this call keeps no audio: place it with keep_audio true");
            return;
        }
        try (var out = new ByteArrayOutputStream()) {
            recording.get().write(out);
            exchange.answer(200, Map.of("content-type", "audio/wav"), out.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}

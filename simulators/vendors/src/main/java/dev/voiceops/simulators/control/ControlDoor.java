package dev.voiceops.simulators.control;

import dev.voiceops.simulators.faults.Fault;
import dev.voiceops.simulators.faults.FaultFiles;
import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.scenario.Scenarios;
import dev.voiceops.simulators.twilio.CallPlan;
import dev.voiceops.simulators.twilio.PhoneCall;
import dev.voiceops.simulators.twilio.TwilioCaller;
import dev.voiceops.simulators.wire.Door;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.RequestLog;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /control}: a JSON API for people, tests and the debug page. Loopback only; writes need JSON bodies. */
public final class ControlDoor implements Door {
    private final TwilioCaller caller;
    private final FaultScripts faults;
    private final RequestLog requests;
    private final Description description;
    private final Planner planner;

    /** Says what is simulated. */
    @FunctionalInterface
    public interface Description {
        ObjectNode describe();
    }

    /** Makes a plan of an order. */
    @FunctionalInterface
    public interface Planner {
        /** @throws IllegalArgumentException when the order cannot be followed; the message says why */
        CallPlan plan(CallOrder order);
    }

    public ControlDoor(
            TwilioCaller caller, FaultScripts faults, RequestLog requests, Description description, Planner planner) {
        this.caller = caller;
        this.faults = faults;
        this.requests = requests;
        this.description = description;
        this.planner = planner;
    }

    @Override
    public void enter(Exchange exchange) {
        var request = exchange.request();
        boolean writes = request.method().equals("POST") || request.method().equals("PUT");
        if (writes && !request.header("content-type").startsWith("application/json")) {
            // A page of another origin cannot send this type without asking first.
            problem(exchange, 415, "send content-type: application/json");
            return;
        }
        try {
            route(exchange, request.method(), List.of(request.path().split("/")).subList(2, parts(request.path())));
        } catch (JacksonException wrong) {
            problem(exchange, 400, wrong.getOriginalMessage());
        } catch (IllegalArgumentException wrong) {
            problem(exchange, 400, String.valueOf(wrong.getMessage()));
        }
    }

    private static int parts(String path) {
        return Math.max(2, path.split("/").length);
    }

    private void route(Exchange exchange, String method, List<String> path) {
        switch (path.isEmpty() ? "" : path.getFirst()) {
            case "status" -> exchange.json(200, status());
            case "scenarios" ->
                exchange.json(
                        200, Scenarios.names().stream().map(Scenarios::shipped).toList());
            case "calls" -> new CallRoutes(exchange, caller, planner).route(method, path);
            case "faults" -> faults(exchange, method, path);
            case "requests" -> requests(exchange, method);
            default ->
                problem(
                        exchange,
                        404,
                        "there are /control/status, /scenarios, /calls, /calls/{sid}, /calls/{sid}/events,"
                                + " /calls/{sid}/audio.wav, /faults, /faults/shipped, /faults/{name}, /requests");
        }
    }

    private ObjectNode status() {
        var status = description.describe();
        long live =
                caller.list().stream().filter(call -> !call.report().isDone()).count();
        status.put("live_calls", live).put("faults", faults.list().size());
        return status;
    }

    private void faults(Exchange exchange, String method, List<String> path) {
        var name = path.size() < 2 ? "" : path.get(1);
        switch (method) {
            case "GET" -> exchange.json(200, name.equals("shipped") ? FaultFiles.shipped() : faults.list());
            case "POST", "PUT" -> order(exchange, Json.read(exchange.request().body()));
            case "DELETE" -> clear(exchange, name);
            default -> problem(exchange, 405, "GET, POST or DELETE");
        }
    }

    /** {@code {"shipped": name}}, {@code {"clear": name}} ("" = all), or a fault script in full. */
    private void order(Exchange exchange, JsonNode order) {
        if (order.path("clear").isString()) {
            clear(exchange, order.path("clear").asString());
            return;
        }
        var fault = order.path("shipped").isString()
                ? FaultFiles.shipped(order.path("shipped").asString())
                : Json.MAPPER.treeToValue(order, Fault.class);
        faults.set(fault);
        exchange.json(201, fault);
    }

    private void clear(Exchange exchange, String name) {
        if (name.isEmpty()) {
            faults.clear();
            exchange.json(200, faults.list());
        } else if (faults.clear(name)) {
            exchange.json(200, faults.list());
        } else {
            problem(exchange, 404, "no fault script '" + name + "' is in force");
        }
    }

    private void requests(Exchange exchange, String method) {
        if (method.equals("DELETE")) {
            requests.clear();
            exchange.answer(204, Map.of(), "");
        } else {
            var vendor = exchange.request().parameter("vendor", "");
            exchange.json(
                    200,
                    requests.list().stream()
                            .filter(one ->
                                    vendor.isEmpty() || one.vendor().written().equals(vendor))
                            .toList());
        }
    }

    static void problem(Exchange exchange, int status, String detail) {
        exchange.answer(
                status,
                Map.of("content-type", "application/problem+json"),
                Json.write(Json.object().put("status", status).put("detail", detail)));
    }

    static ObjectNode summary(PhoneCall call) {
        return Json.object()
                .put("call_sid", call.sid())
                .put("scenario", call.plan().scenario().name())
                .put("status", call.status())
                .put("from", call.plan().from())
                .put("to", call.plan().to())
                .put("placed", call.placed().toString());
    }
}

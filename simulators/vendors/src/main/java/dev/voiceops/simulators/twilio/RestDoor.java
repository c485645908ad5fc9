package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.faults.Deed;
import dev.voiceops.simulators.faults.FaultScripts;
import dev.voiceops.simulators.faults.Vendor;
import dev.voiceops.simulators.wire.Door;
import dev.voiceops.simulators.wire.Exchange;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Request;
import dev.voiceops.simulators.wire.RequestLog;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of Twilio's REST API that a voice agent uses: calls (read, end, redirect, forget), their recordings (none), the account, its numbers. */
public final class RestDoor implements Door {
    private static final Pattern CALL = Pattern.compile("/twilio/2010-04-01/Accounts/(AC\\w+)/Calls/(CA\\w+)\\.json");
    private static final Pattern ACCOUNT = Pattern.compile("/twilio/2010-04-01/Accounts/(AC\\w+)\\.json");
    private static final Pattern NUMBERS =
            Pattern.compile("/twilio/2010-04-01/Accounts/(AC\\w+)/IncomingPhoneNumbers(?:/(PN\\w+))?\\.json");
    private static final Pattern RECORDINGS = Pattern.compile("/twilio/2010-04-01/Accounts/(AC\\w+)/Recordings\\.json");
    private static final int LONGEST_TWIML = 4_000;
    private final TwilioCaller caller;
    private final IncomingNumbers numbers;
    private final FaultScripts faults;
    private final RequestLog requests;

    public RestDoor(TwilioCaller caller, IncomingNumbers numbers, FaultScripts faults, RequestLog requests) {
        this.caller = caller;
        this.numbers = numbers;
        this.faults = faults;
        this.requests = requests;
    }

    @Override
    public void enter(Exchange exchange) {
        var request = exchange.request();
        requests.add(Vendor.TWILIO, request);
        try (var exposure = faults.expose(Vendor.TWILIO, "rest", exchange.after())) {
            var refusal = exposure.refusal(0);
            if (refusal.isEmpty()) {
                answer(exchange, request);
            } else if (refusal.get() instanceof Deed.Http(int status, String _)) {
                fail(exchange, status, status == 429 ? 20429 : status == 401 ? 20003 : 20500, "simulated fault");
            } else {
                exchange.reset();
            }
        }
    }

    private void answer(Exchange exchange, Request request) {
        var path = CALL.matcher(request.path());
        var account = ACCOUNT.matcher(request.path());
        var number = NUMBERS.matcher(request.path());
        var recordings = RECORDINGS.matcher(request.path());
        if (!authorised(request)) {
            fail(exchange, 401, 20003, "Authenticate");
        } else if (account.matches() && ours(account.group(1))) {
            exchange.json(200, numbers.account());
        } else if (number.matches() && ours(number.group(1))) {
            answer(exchange, request, number.group(2));
        } else if (recordings.matches()
                && ours(recordings.group(1))
                && request.method().equals("GET")) {
            // Media Streams leave none: nothing asks Twilio to record
            exchange.json(200, Json.object().set("recordings", Json.object().arrayNode()));
        } else if (!path.matches() || !ours(path.group(1))) {
            fail(exchange, 404, 20404, "The requested resource " + request.path() + " was not found");
        } else {
            caller.find(path.group(2))
                    .ifPresentOrElse(
                            call -> answer(exchange, request, call),
                            () -> fail(
                                    exchange,
                                    404,
                                    20404,
                                    "The requested resource " + request.path() + " was not found"));
        }
    }

    private boolean ours(String account) {
        return account.equals(caller.account().sid());
    }

    /** Of the account's numbers: lists them, or shows or changes one. */
    private void answer(Exchange exchange, Request request, @Nullable String sid) {
        if (sid == null && request.method().equals("GET")) {
            exchange.json(200, numbers.page(request));
        } else if (sid == null || !List.of("GET", "POST").contains(request.method())) {
            fail(exchange, 405, 20004, "Method not allowed");
        } else {
            if (request.method().equals("POST")) numbers.change(sid, request.form());
            numbers.show(sid)
                    .ifPresentOrElse(
                            number -> exchange.json(200, number),
                            () -> fail(
                                    exchange,
                                    404,
                                    20404,
                                    "The requested resource " + request.path() + " was not found"));
        }
    }

    private void answer(Exchange exchange, Request request, PhoneCall call) {
        switch (request.method()) {
            case "GET" -> exchange.json(200, CallObject.of(caller.account(), call));
            case "POST" -> update(exchange, request, call);
            case "DELETE" -> {
                if (call.ended() && caller.forget(call.sid())) {
                    exchange.answer(204, java.util.Map.of(), "");
                } else {
                    fail(exchange, 400, 20001, "only finished calls can be deleted");
                }
            }
            default -> fail(exchange, 405, 20004, "Method not allowed");
        }
    }

    private void update(Exchange exchange, Request request, PhoneCall call) {
        var status = field(request, "Status");
        var url = field(request, "Url");
        var twiml = field(request, "Twiml");
        if (call.ended()) {
            fail(exchange, 400, 21220, "Call is not in-progress. Cannot redirect.");
        } else if (twiml.length() > LONGEST_TWIML) {
            fail(exchange, 400, 21617, "Twiml is longer than 4000 characters");
        } else if (status.equals("completed")
                || (status.equals("canceled") && call.status().equals("ringing"))) {
            call.signals().add(new Signal.Completed());
            exchange.json(200, CallObject.of(caller.account(), call));
        } else if (!url.isEmpty() || !twiml.isEmpty()) {
            call.signals().add(new Signal.Redirected(url.isEmpty() ? twiml : "", url));
            exchange.json(200, CallObject.of(caller.account(), call));
        } else {
            fail(exchange, 400, 20001, "Url, Twiml or Status is required");
        }
    }

    private static String field(Request request, String name) {
        return request.form().getOrDefault(name, List.of("")).getFirst();
    }

    private boolean authorised(Request request) {
        var wanted = caller.account().sid() + ":" + caller.account().authToken();
        var encoded = Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8));
        return request.header("authorization").equals("Basic " + encoded);
    }

    private static void fail(Exchange exchange, int status, int code, String message) {
        exchange.json(
                status,
                Json.object()
                        .put("code", code)
                        .put("message", message)
                        .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                        .put("status", status));
    }
}

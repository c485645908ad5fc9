package dev.voiceops.simulators.twilio;

import dev.voiceops.simulators.SimulationConfig.CalledNumber;
import dev.voiceops.simulators.wire.Json;
import dev.voiceops.simulators.wire.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The telephone numbers of the simulated account, as Twilio's REST API lists them (IncomingPhoneNumber resource, pages of {@code
 * PageSize} with a {@code next_page_uri}). Changes last until the simulator ends. Safe for all threads.
 */
public final class IncomingNumbers {
    private static final String ROOT = "/2010-04-01/Accounts/";
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;

    private final Account account;
    private final Map<String, Map<String, String>> numbers = new LinkedHashMap<>();

    private IncomingNumbers(Account account) {
        this.account = account;
    }

    /** The number that callers call, three more that do nothing yet, and one that only takes messages. */
    public static IncomingNumbers of(Account account, CalledNumber called) {
        var numbers = new IncomingNumbers(account);
        numbers.add(called.to(), true);
        numbers.change(
                numbers.numbers.keySet().iterator().next(),
                Map.of(
                        "VoiceUrl", List.of(called.webhookUrl()),
                        "VoiceFallbackUrl", List.of(called.fallbackUrl()),
                        "StatusCallback", List.of(called.statusUrl())));
        List.of("+15550100211", "+15550100212", "+15550100213").forEach(number -> numbers.add(number, true));
        numbers.add("+15550100219", false);
        return numbers;
    }

    private synchronized void add(String e164, boolean voice) {
        var sid = "PN%032x".formatted(numbers.size() + 1);
        numbers.put(
                sid,
                new TreeMap<>(Map.of(
                        "phone_number", e164,
                        "voice", String.valueOf(voice),
                        "voice_url", "",
                        "voice_method", "POST",
                        "voice_fallback_url", "",
                        "voice_fallback_method", "POST",
                        "status_callback", "",
                        "status_callback_method", "POST")));
    }

    ObjectNode account() {
        return Json.object()
                .put("sid", account.sid())
                .put("friendly_name", "Simulated account")
                .put("status", "active")
                .put("type", "Full")
                .put("uri", ROOT + account.sid() + ".json");
    }

    synchronized Optional<ObjectNode> show(String sid) {
        return Optional.ofNullable(numbers.get(sid)).map(fields -> show(sid, fields));
    }

    /** Unknown fields are ignored, as Twilio does. */
    synchronized void change(String sid, Map<String, List<String>> form) {
        var fields = numbers.get(sid);
        if (fields == null) return;
        form.forEach((name, values) -> {
            var member = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
            if (!member.equals("voice") && !member.equals("phone_number")) {
                fields.computeIfPresent(member, (_, _) -> values.getLast());
            }
        });
    }

    synchronized ObjectNode page(Request request) {
        int size = Math.clamp(number(request.parameter("PageSize", ""), USUAL_PAGE), 1, LARGEST_PAGE);
        int page = number(request.parameter("Page", ""), 0);
        var sids = new ArrayList<>(numbers.keySet());
        int from = Math.min(sids.size(), page * size);
        int to = Math.min(sids.size(), from + size);
        var answer = Json.object();
        var list = answer.putArray("incoming_phone_numbers");
        sids.subList(from, to).forEach(sid -> list.add(show(sid, numbers.getOrDefault(sid, Map.of()))));
        answer.put("page", page).put("page_size", size).put("start", from).put("end", Math.max(0, to - 1));
        answer.put("first_page_uri", uri(size, 0)).put("uri", uri(size, page));
        answer.put("previous_page_uri", page == 0 ? null : uri(size, page - 1));
        answer.put("next_page_uri", to == sids.size() ? null : uri(size, page + 1));
        return answer;
    }

    private String uri(int size, int page) {
        var token = page == 0 ? "" : "&PageToken=PAPN%032x".formatted(page * size);
        return ROOT + account.sid() + "/IncomingPhoneNumbers.json?PageSize=" + size + "&Page=" + page + token;
    }

    private ObjectNode show(String sid, Map<String, String> fields) {
        boolean voice = Boolean.parseBoolean(fields.get("voice"));
        var number = Json.object().put("sid", sid).put("account_sid", account.sid());
        fields.forEach((name, value) -> {
            if (!name.equals("voice")) number.put(name, value);
        });
        number.put("friendly_name", fields.get("phone_number")).put("api_version", "2010-04-01");
        number.put("beta", false).put("origin", "twilio").put("status", "in-use");
        number.putObject("capabilities")
                .put("voice", voice)
                .put("sms", true)
                .put("mms", false)
                .put("fax", false);
        return number.put("uri", ROOT + account.sid() + "/IncomingPhoneNumbers/" + sid + ".json");
    }

    private static int number(String text, int otherwise) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}

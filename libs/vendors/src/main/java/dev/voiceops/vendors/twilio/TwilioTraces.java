package dev.voiceops.vendors.twilio;

import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a Twilio account keeps of a call, and how to have it deleted: {@code /Recordings.json?CallSid=} with each recording's
 * {@code /Transcriptions}, and the call's own record {@code /Calls/{sid}.json}. Each is looked for again after it was deleted.
 * What is gone already counts as deleted, so everything may be asked twice. Thread-safe, blocking.
 */
public final class TwilioTraces {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int MOST_PAGES = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final TwilioAccount account;

    /** @param http must not follow redirects: it would take the credential along */
    public TwilioTraces(HttpClient http, TwilioAccount account) {
        this.http = http;
        this.account = account;
    }

    /**
     * Deletes every recording of a call, its transcriptions first.
     *
     * @return how many there were
     * @throws VendorException when Twilio refuses, is out of reach, or still lists some afterwards
     */
    public int deleteRecordings(String callSid) {
        String list = "/Recordings.json?PageSize=50&CallSid=" + sid(callSid);
        int deleted = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            List<String> recordings = sids(list, "recordings");
            if (recordings.isEmpty()) return deleted;
            for (String recording : recordings) {
                sids("/Recordings/" + sid(recording) + "/Transcriptions.json?PageSize=50", "transcriptions")
                        .forEach(text -> delete("/Transcriptions/" + sid(text) + ".json"));
                delete("/Recordings/" + sid(recording) + ".json");
                deleted++;
            }
        }
        throw failure("still_there", "Twilio still lists recordings of the call after deleting them");
    }

    /**
     * Deletes Twilio's record of an ended call.
     *
     * @return whether there was one
     * @throws VendorException when Twilio refuses, is out of reach, or still shows it afterwards
     */
    public boolean deleteCall(String callSid) {
        String path = "/Calls/" + sid(callSid) + ".json";
        boolean was = delete(path);
        if (ask(path, "GET").statusCode() != 404) {
            throw failure("still_there", "Twilio still shows the call after deleting it");
        }
        return was;
    }

    private List<String> sids(String path, String name) {
        HttpResponse<String> answer = ask(path, "GET");
        if (answer.statusCode() != 200) throw new VendorException(TwilioAnswer.Reading.refusal(answer));
        try {
            JsonNode listed = JSON.readTree(answer.body()).path(name);
            if (!listed.isArray()) throw failure("garbled", "Twilio's answer is not a list of " + name);
            return StreamSupport.stream(listed.spliterator(), false)
                    .map(one -> one.path("sid").asString(""))
                    .toList();
        } catch (JacksonException e) {
            throw failure("garbled", "Twilio's answer is not JSON");
        }
    }

    /** Whether there was something to delete. */
    private boolean delete(String path) {
        HttpResponse<String> answer = ask(path, "DELETE");
        if (answer.statusCode() == 404) return false;
        if (answer.statusCode() / 100 != 2) throw new VendorException(TwilioAnswer.Reading.refusal(answer));
        return true;
    }

    private HttpResponse<String> ask(String path, String method) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(account.base() + "/Accounts/" + account.accountSid() + path))
                .timeout(TIMEOUT)
                .header("Authorization", account.authorization())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            boolean shutOut = answer.statusCode() == 401 || answer.statusCode() == 403 || answer.statusCode() >= 429;
            if (shutOut) throw new VendorException(TwilioAnswer.Reading.refusal(answer));
            return answer;
        } catch (IOException e) {
            throw new VendorException(
                    VendorFailure.of(Vendor.TWILIO, Kind.TRANSIENT, "io", "Twilio is out of reach"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VendorException(
                    VendorFailure.of(Vendor.TWILIO, Kind.TRANSIENT, "interrupted", "interrupted while waiting"), e);
        }
    }

    /** Sids go into paths: two letters and what may follow them, nothing that would lead elsewhere. */
    private static String sid(String text) {
        if (!text.matches("[A-Z]{2}[0-9a-zA-Z]{1,64}")) throw failure("garbled", "not a sid of Twilio's");
        return text;
    }

    private static VendorException failure(String code, String message) {
        return new VendorException(VendorFailure.of(Vendor.TWILIO, Kind.PROTOCOL, code, message));
    }
}

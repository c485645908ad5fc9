package dev.voiceops.control.phone;

import dev.voiceops.http.Access;
import dev.voiceops.http.Success;
import dev.voiceops.store.StoreException;
import dev.voiceops.vendors.twilio.FormFields;
import dev.voiceops.vendors.twilio.Twiml;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Twilio's webhooks. Each request's signature is checked before anything else is done with it. */
@RestController
@Access(Access.By.OWN_CHECK)
@RequestMapping(path = "/twilio/webhook", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
final class PhoneRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneRoutes.class);
    private static final MediaType XML = new MediaType("text", "xml", StandardCharsets.UTF_8);

    private static final Pattern ATTEMPT = Pattern.compile("(?:^|&)attempt=([0-9]{1,4})(?:&|$)");

    private final SignedForms forms;
    private final Reception reception;
    private final Resumption resumption;
    private final Unattended unattended;
    private final CarrierReports reports;
    private final Answers answers;

    PhoneRoutes(PhoneDesk desk) {
        forms = desk.forms();
        reception = desk.reception();
        resumption = desk.resumption();
        unattended = desk.unattended();
        reports = desk.reports();
        answers = desk.answers();
    }

    @PostMapping("/inbound")
    @Success(media = "text/xml")
    ResponseEntity<byte[]> inbound(HttpServletRequest request) throws IOException {
        Ringing ringing = Ringing.of(forms.read(request));
        return answer(() -> reception.receive(ringing));
    }

    @PostMapping("/resume")
    @Success(media = "text/xml")
    ResponseEntity<byte[]> resume(HttpServletRequest request) throws IOException {
        String callSid = Ringing.sid(forms.read(request));
        int attempt = attempt(request.getQueryString());
        return answer(() -> resumption.resume(callSid, attempt));
    }

    @PostMapping("/fallback")
    @Success(media = "text/xml")
    ResponseEntity<byte[]> fallback(HttpServletRequest request) throws IOException {
        FormFields form = forms.read(request);
        return answer(() -> unattended.fallback(form));
    }

    @PostMapping("/status")
    ResponseEntity<Void> status(HttpServletRequest request) throws IOException {
        reports.status(forms.read(request));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/stream-status")
    ResponseEntity<Void> streamStatus(HttpServletRequest request) throws IOException {
        reports.stream(forms.read(request));
        return ResponseEntity.noContent().build();
    }

    /** Read from the raw query: asking the container for a parameter would make it swallow the form that must be verified. */
    private static int attempt(@Nullable String query) {
        Matcher attempt = ATTEMPT.matcher(query == null ? "" : query);
        return attempt.find() ? Integer.parseInt(attempt.group(1)) : 1;
    }

    /** Somebody is on the line: whatever happens to us, they hear a sentence, not Twilio's error voice. */
    private ResponseEntity<byte[]> answer(Supplier<Twiml> verbs) {
        Twiml twiml;
        try {
            twiml = verbs.get();
        } catch (StoreException e) {
            LOG.error("A call could not be answered: database {}", e.code());
            twiml = answers.trouble();
        } catch (RuntimeException e) {
            LOG.error("A call could not be answered", e);
            twiml = answers.trouble();
        }
        return ResponseEntity.ok().contentType(XML).body(twiml.xml().getBytes(StandardCharsets.UTF_8));
    }
}

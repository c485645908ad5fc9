package dev.voiceops.connector.session;

import dev.voiceops.call.EndReason;
import dev.voiceops.call.Event;
import dev.voiceops.connector.media.StreamEnd;
import dev.voiceops.connector.media.VoiceListener;
import java.util.Locale;
import java.util.Map;

/** The caller's end of a live call: frames to the senses, everything else to the conversation. The transport's thread. */
final class CallerSide implements VoiceListener {
    private final Senses senses;
    private final Telephone telephone;
    private final Reports reports;

    CallerSide(Senses senses, Telephone telephone, Reports reports) {
        this.senses = senses;
        this.telephone = telephone;
        this.reports = reports;
    }

    @Override
    public void heard(byte[] mulaw, long streamMs) {
        senses.hear(mulaw, streamMs);
    }

    @Override
    public void digit(char key) {
        reports.happened(new Event.Digit(key));
    }

    @Override
    public void marked(String name) {
        senses.mouth().marked(name);
    }

    /** A stream that only fell silent may hide a phone line that still stands: that one is hung up. */
    @Override
    public void gone(StreamEnd end) {
        reports.note("media_gone", Map.of("how", end.name().toLowerCase(Locale.ROOT)));
        switch (end) {
            case STOPPED, CLOSED_HERE -> reports.happened(new Event.HungUp(EndReason.CALLER_HANGUP));
            case BROKEN, PROTOCOL -> reports.happened(new Event.HungUp(EndReason.MEDIA_LOST));
            case SILENT, CLOGGED -> {
                telephone.hangUp();
                reports.happened(new Event.HungUp(EndReason.MEDIA_LOST));
            }
        }
    }
}

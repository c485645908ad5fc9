package dev.voiceops.connector;

import dev.voiceops.call.Line;
import dev.voiceops.call.ToolCall;
import dev.voiceops.call.Word;
import dev.voiceops.connector.session.Vendors;
import dev.voiceops.contracts.VendorKey;
import dev.voiceops.vendors.LanguageModel;
import dev.voiceops.vendors.LlmCall;
import dev.voiceops.vendors.LlmListener;
import dev.voiceops.vendors.LlmListener.Finish;
import dev.voiceops.vendors.LlmRequest;
import dev.voiceops.vendors.PhoneLine;
import dev.voiceops.vendors.SpeechToText;
import dev.voiceops.vendors.SttListener;
import dev.voiceops.vendors.SttOptions;
import dev.voiceops.vendors.SttStream;
import dev.voiceops.vendors.TextToSpeech;
import dev.voiceops.vendors.TtsListener;
import dev.voiceops.vendors.TtsOptions;
import dev.voiceops.vendors.TtsStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Vendors that answer at once: the ears say what the test tells them, the brain follows a function, the voice gives each
 * word 100 ms of tone, the phone writes down what it is told.
 */
public final class FakeVendors {
    static final int WORD_MS = 100;
    static final byte TONE = 0x10;

    public final AtomicInteger earsOpened = new AtomicInteger();
    public final AtomicInteger voicesOpened = new AtomicInteger();
    public final LongAdder framesHeard = new LongAdder();
    public final BlockingQueue<SttListener> ears = new LinkedBlockingQueue<>();
    public final BlockingQueue<String> phone = new LinkedBlockingQueue<>();
    public final BlockingQueue<LlmRequest> asked = new LinkedBlockingQueue<>();
    public volatile @Nullable SttOptions heardWith;
    public volatile @Nullable TtsOptions spokenWith;
    public volatile Function<List<Line>, Object> brain = dialogue -> "I hear you.";

    /** Says it and is silent for good. */
    record Bye(String text) {}

    public Vendors vendors() {
        return new Vendors(
                new Ears(),
                new Brain(),
                new Voice(),
                new Phone(),
                List.of(
                        new Vendors.State("phone", "twilio", true, true, "fake"),
                        new Vendors.State("ears", "deepgram", true, true, "fake"),
                        new Vendors.State("brain", "openai", true, true, "fake"),
                        new Vendors.State("voice", "rime", true, true, "fake")),
                new NoKeys());
    }

    /** These vendors know no keys. */
    private static final class NoKeys implements Vendors.Keys {
        @Override
        public boolean usable(VendorKey key) {
            return false;
        }

        @Override
        public SpeechToText ears(VendorKey key) {
            throw new IllegalArgumentException();
        }

        @Override
        public LanguageModel brain(VendorKey key) {
            throw new IllegalArgumentException();
        }

        @Override
        public TextToSpeech voice(VendorKey key) {
            throw new IllegalArgumentException();
        }
    }

    private final class Ears implements SpeechToText {
        @Override
        public SttStream open(SttOptions options, SttListener listener) {
            earsOpened.incrementAndGet();
            heardWith = options;
            ears.add(listener);
            return new SttStream() {
                @Override
                public void hear(byte[] mulaw) {
                    framesHeard.increment();
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
        }
    }

    private final class Brain implements LanguageModel {
        @Override
        public LlmCall ask(LlmRequest request, LlmListener listener) {
            asked.add(request);
            switch (brain.apply(request.dialogue())) {
                case ToolCall call -> {
                    listener.onToolCall(call);
                    listener.onDone(Finish.TOOLS, null);
                }
                case Bye(String text) -> {
                    listener.onText(text);
                    listener.onToolCall(new ToolCall("end-1", "end_call", "{}"));
                    listener.onDone(Finish.TOOLS, null);
                }
                case Object text -> {
                    listener.onText(text.toString());
                    listener.onDone(Finish.STOP, null);
                }
            }
            return () -> {};
        }
    }

    private final class Voice implements TextToSpeech {
        @Override
        public TtsStream open(TtsOptions options, TtsListener listener) {
            voicesOpened.incrementAndGet();
            spokenWith = options;
            return new Speaking(listener);
        }
    }

    private static final class Speaking implements TtsStream {
        private final TtsListener listener;
        private final ConcurrentHashMap<Integer, Long> samples = new ConcurrentHashMap<>();

        Speaking(TtsListener listener) {
            this.listener = listener;
        }

        @Override
        public void say(int turn, String text) {
            for (String word : text.strip().split("\\s+")) {
                long from = samples.getOrDefault(turn, 0L);
                long to = from + WORD_MS * 8;
                samples.put(turn, to);
                byte[] audio = new byte[WORD_MS * 8];
                Arrays.fill(audio, TONE);
                listener.onWords(turn, List.of(new Word(word, from, to)));
                listener.onAudio(turn, audio);
            }
        }

        @Override
        public void end(int turn) {
            listener.onSpoken(turn);
        }

        @Override
        public void clear(int turn) {}

        @Override
        public void close() {}
    }

    private final class Phone implements PhoneLine {
        @Override
        public Outcome hangUp(String callSid) {
            phone.add("hang up " + callSid);
            return Outcome.DONE;
        }

        @Override
        public Outcome redirect(String callSid, String twiml) {
            phone.add("redirect " + callSid);
            return Outcome.DONE;
        }

        @Override
        public Outcome redirect(String callSid, URI url) {
            phone.add("redirect " + callSid);
            return Outcome.DONE;
        }
    }
}

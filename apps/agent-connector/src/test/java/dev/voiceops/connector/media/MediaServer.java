package dev.voiceops.connector.media;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The media edge alone on a free port; the gate answers what the test completes. */
final class MediaServer implements AutoCloseable {
    final MediaCounts counts = new MediaCounts();
    final AtomicInteger asked = new AtomicInteger();
    final CompletableFuture<StreamStart> start = new CompletableFuture<>();
    final CompletableFuture<VoiceTransport> transport = new CompletableFuture<>();
    final CompletableFuture<MediaGate.Admission> answer = new CompletableFuture<>();
    private final DisposableServer server;

    MediaServer(MediaLimits limits) {
        MediaDoor door = new MediaDoor(this::admit, limits, counts, "genuine"::equals);
        server =
                HttpServer.create().host("127.0.0.1").port(0).route(door::mount).bindNow();
    }

    /** Lets the next stream in. */
    CallEar admitting() {
        CallEar ear = new CallEar();
        answer.complete(new MediaGate.Admission.Admitted(ear));
        return ear;
    }

    private CompletionStage<MediaGate.Admission> admit(StreamStart asking, VoiceTransport by) {
        asked.incrementAndGet();
        start.complete(asking);
        transport.complete(by);
        return answer;
    }

    int port() {
        return server.port();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.port() + MediaDoor.PATH);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}

package dev.voiceops.vendors.openai;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands on the bytes of a response body as they come in. */
final class BodyReader implements BodySubscriber<@Nullable Void> {
    private final Consumer<byte[]> bytes;
    private final CompletableFuture<@Nullable Void> complete = new CompletableFuture<>();

    BodyReader(Consumer<byte[]> bytes) {
        this.bytes = bytes;
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return complete;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var piece = new byte[buffer.remaining()];
            buffer.get(piece);
            bytes.accept(piece);
        }
    }

    @Override
    public void onError(Throwable error) {
        complete.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        complete.complete(null);
    }
}

package dev.voiceops.vendors.livekit;

import dev.voiceops.vendors.RoomBootstrap;
import dev.voiceops.vendors.Vendor;
import dev.voiceops.vendors.VendorException;
import dev.voiceops.vendors.VendorFailure;
import dev.voiceops.vendors.VendorFailure.Kind;
import io.livekit.server.RoomServiceClient;
import io.livekit.server.okhttp.OkHttpHolder;
import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** Rooms of a real LiveKit server ({@code RoomService.CreateRoom}, which is idempotent by name). Thread-safe. */
public final class LiveKitRooms implements RoomBootstrap {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final int EMPTY_TIMEOUT_S = 300;

    private final RoomServiceClient client;
    private final JoinTokens tokens;

    public LiveKitRooms(LiveKitConfig config) {
        tokens = new JoinTokens(config.key(), config.secret());
        var http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .callTimeout(TIMEOUT)
                .build();
        client = RoomServiceClient.Companion.createClient(
                config.http(), config.key(), config.secret(), new OkHttpHolder(http));
    }

    @Override
    public void ensureRoom(String room) {
        try {
            var response = client.createRoom(room, EMPTY_TIMEOUT_S).execute();
            if (!response.isSuccessful()) throw new VendorException(refused(response.code()));
        } catch (IOException e) {
            throw new VendorException(
                    VendorFailure.of(Vendor.LIVEKIT, Kind.TRANSIENT, "io", "could not reach the LiveKit server"), e);
        }
    }

    @Override
    public String joinToken(String room, String identity, Duration ttl) {
        return tokens.joinToken(room, identity, ttl);
    }

    @Override
    public boolean simulated() {
        return false;
    }

    private static VendorFailure refused(int status) {
        var kind = switch (status) {
            case 401, 403 -> Kind.AUTH;
            case 408, 409, 429 -> Kind.TRANSIENT;
            default -> status >= 500 ? Kind.TRANSIENT : Kind.PROTOCOL;
        };
        return VendorFailure.of(Vendor.LIVEKIT, kind, "http_" + status, "LiveKit refused with HTTP " + status);
    }
}

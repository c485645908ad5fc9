package dev.voiceops.control.runtime;

import dev.voiceops.contracts.MediaTokenRequest;
import dev.voiceops.contracts.MediaTokenResponse;
import dev.voiceops.contracts.ProblemType;
import dev.voiceops.http.ProblemException;
import dev.voiceops.store.Call;
import dev.voiceops.store.Calls;
import dev.voiceops.store.Db;
import dev.voiceops.store.MediaTokens;
import dev.voiceops.store.Reason;
import dev.voiceops.store.Secret;
import java.time.InstantSource;

/** Lets a media socket in: its token is used up, and its call is live. Safe for all threads. */
final class MediaAdmission {
    private static final Reason ADMIT = new Reason("let a media socket in");

    private final Db db;
    private final InstantSource clock;

    MediaAdmission(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @throws ProblemException 403 when the token is unknown, used, expired or another call's, or its call is over */
    MediaTokenResponse admit(MediaTokenRequest request) {
        MediaTokens.Admitted admitted = db.platform(
                        ADMIT,
                        CallRuntime.ACTOR,
                        tx -> MediaTokens.consume(tx, Secret.of(request.token()), request.callSid()))
                .orElseThrow(MediaAdmission::refused);
        boolean up = db.tenant(admitted.tenant(), CallRuntime.ACTOR, tx -> {
            Calls.markLive(tx, admitted.call(), clock.instant());
            return Calls.find(tx, admitted.call())
                    .filter(call -> call.state() == Call.State.LIVE)
                    .isPresent();
        });
        if (!up) throw refused();
        return new MediaTokenResponse(admitted.call().value(), admitted.tenant().value());
    }

    private static ProblemException refused() {
        return new ProblemException(
                ProblemType.MEDIA_TOKEN_REFUSED,
                "Close the socket: its token is unknown, used, expired or another call's");
    }
}

package dev.voiceops.control.signin;

import dev.voiceops.store.PlatformTx;
import dev.voiceops.store.SignInBudgets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How often somebody may try passwords. Each account has lanes with budgets of their own: one for each browser that signed in to it
 * before (it keeps a sealed cookie), one for each address from which it was signed in to in the last 30 days, and one that all
 * strangers share. Strangers who try passwords use up the strangers' lane and nobody else's: the owner still gets in from a known
 * browser or a known place. In a lane: 10 tries in 15 minutes from one address, 100 in a day. Across all accounts an address that is
 * not a known browser has 100 tries in 15 minutes. A try that succeeds is given back.
 *
 * <p>Accounts are told apart by e-mail whether they exist or not, so a refusal tells nothing. Counts are shared by all processes.
 */
final class Throttle {
    /** Tries in a lane from one address, or of one browser. */
    static final int BURST = 10;
    /** Tries in a lane in a day. */
    static final int DAILY = 100;
    /** Tries of an address that is no known browser, over all accounts. */
    static final int OF_ADDRESS = 100;

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private Throttle() {}

    /**
     * Who tries what.
     *
     * @param email as normalised
     * @param address the network it comes from, see {@link Addresses}
     * @param device id of a browser that is known to have signed in to this account; empty: none
     */
    record Try(String email, String address, Optional<String> device) {
        private byte[] account(String lane, String budget) {
            return bucket(budget, email, lane);
        }

        private byte[] place() {
            return bucket("known", email, address);
        }
    }

    /** Counts a try; the time to wait if there were too many. */
    static Optional<Duration> take(PlatformTx tx, Try who, Instant now) {
        Optional<Duration> wait = budgets(tx, who, now)
                .map(budget -> budget.take(tx, now))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one.compareTo(other) > 0 ? one : other);
        SignInBudgets.clearSome(tx, now);
        return wait;
    }

    /** The try was right: gives it back, and knows the place from now on. */
    static void succeeded(PlatformTx tx, Try who, Instant now) {
        budgets(tx, who, now).forEach(budget -> SignInBudgets.giveBack(tx, budget.bucket()));
        SignInBudgets.mark(tx, who.place(), now.plus(REMEMBERED));
    }

    /** Counts a try of somebody who is signed in to prove that it is still that person. */
    static Optional<Duration> take(PlatformTx tx, String user, Instant now) {
        return new Budget(bucket("again", user), BURST, WINDOW).take(tx, now);
    }

    /**
     * Counts a sign-in by another system: of one journey there is one, and one address may come back from so many in 15 minutes.
     *
     * @param journey random
     * @return how long to wait; empty: go on
     */
    static Optional<Duration> takeOnce(PlatformTx tx, String journey, String address, Instant now) {
        return new Budget(bucket("address", address), OF_ADDRESS, WINDOW)
                .take(tx, now)
                .or(() -> new Budget(bucket("journey", journey), 1, WINDOW).take(tx, now));
    }

    /** Always in this order, so that two tries never wait for each other. */
    private static Stream<Budget> budgets(PlatformTx tx, Try who, Instant now) {
        if (who.device().isPresent()) {
            String lane = "device " + who.device().get();
            return lane(who, lane, lane).stream();
        }
        String lane = SignInBudgets.isMarked(tx, who.place(), now) ? "address " + who.address() : "strangers";
        Budget address = new Budget(bucket("address", who.address()), OF_ADDRESS, WINDOW);
        return Stream.concat(Stream.of(address), lane(who, lane, lane + " " + who.address()).stream());
    }

    private static List<Budget> lane(Try who, String lane, String burst) {
        return List.of(
                new Budget(who.account(lane, "daily"), DAILY, DAY),
                new Budget(who.account(burst, "burst"), BURST, WINDOW));
    }

    private static byte[] bucket(String... parts) {
        return SigningKeys.sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("ArrayRecordComponent") // passed on, compared by nobody
    private record Budget(byte[] bucket, int tries, Duration window) {
        Optional<Duration> take(PlatformTx tx, Instant now) {
            SignInBudgets.Count count = SignInBudgets.take(tx, bucket, now, window);
            return count.tries() > tries ? Optional.of(Duration.between(now, count.resetsAt())) : Optional.empty();
        }
    }
}

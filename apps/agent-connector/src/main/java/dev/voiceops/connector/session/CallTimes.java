package dev.voiceops.connector.session;

/**
 * How long the life of a call may wait, in ms.
 *
 * @param mediaWithin a claimed call whose media has not come by then is given up
 * @param claimWithin checked media waits so long for the claim of its call
 * @param renewEvery between two renewals of a lease
 * @param leaseGrace how long past its lease a call goes on while the control plane can't be reached
 * @param typedWithin longest wait for the reply to a typed turn
 * @param closeWithin longest wait for the last sounds of calls that are told to end
 */
public record CallTimes(
        long mediaWithin, long claimWithin, long renewEvery, long leaseGrace, long typedWithin, long closeWithin) {
    /** 20 s, 15 s, 5 s, 2 min, 45 s, 20 s. */
    public static CallTimes standard() {
        return new CallTimes(20_000, 15_000, 5_000, 120_000, 45_000, 20_000);
    }
}

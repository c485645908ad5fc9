package dev.voiceops.connector.session;

import dev.voiceops.contracts.RenewRequest;
import dev.voiceops.contracts.ServiceFailure;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the lease of one call until the call is over. */
final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private final House house;
    private final LiveCall call;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Instant leaseUntil;

    private Leases(House house, LiveCall call) {
        this.house = house;
        this.call = call;
        leaseUntil = call.claim().response().leaseUntil();
    }

    /** Renews from now on, until the call has been released. */
    static void keep(House house, LiveCall call) {
        Leases leases = new Leases(house, call);
        long every = house.times().renewEvery();
        ScheduledFuture<?> beat =
                house.workers().timer().scheduleWithFixedDelay(leases::due, every, every, TimeUnit.MILLISECONDS);
        call.over().whenComplete((_, _) -> beat.cancel(false));
    }

    private void due() {
        if (asking.compareAndSet(false, true)) {
            house.workers().threads().execute(this::renew);
        }
    }

    private void renew() {
        Claim claim = call.claim();
        try {
            RenewRequest request =
                    new RenewRequest(house.connectorId(), claim.response().fencingToken());
            leaseUntil = house.control().renew(claim.dispatch(), request).leaseUntil();
        } catch (ServiceFailure.Refused refused) {
            if (refused.problem().status() / 100 == 4) {
                call.loseLease();
            } else {
                unreachable(refused);
            }
        } catch (ServiceFailure unreachable) {
            unreachable(unreachable);
        } finally {
            asking.set(false);
        }
    }

    /** Nobody can give the call to another while the control plane is away, so it goes on; but not for ever. */
    private void unreachable(ServiceFailure failure) {
        LOG.warn("a lease could not be renewed: {}", failure.getMessage());
        Instant last = leaseUntil.plusMillis(house.times().leaseGrace());
        if (house.workers().clock().instant().isAfter(last)) {
            call.loseLease();
        }
    }
}

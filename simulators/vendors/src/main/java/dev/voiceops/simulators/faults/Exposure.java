package dev.voiceops.simulators.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the faults that hit it. Lives on the connection's thread, which {@link FaultScripts.After} leads
 * to.
 */
public final class Exposure implements AutoCloseable {
    private final Vendor vendor;
    private final String door;
    private final FaultScripts.After after;
    private final List<InForce> scripts;
    private final Consumer<Exposure> leave;
    private @Nullable Consumer<Deed> victim;
    private boolean closed;

    Exposure(Vendor vendor, String door, FaultScripts.After after, List<InForce> scripts, Consumer<Exposure> leave) {
        this.vendor = vendor;
        this.door = door;
        this.after = after;
        this.scripts = new ArrayList<>(scripts);
        this.leave = leave;
    }

    /**
     * Asked before a request is answered or an upgrade granted.
     *
     * @param turn the turn the request belongs to, 0 if it has none
     * @return {@link Deed.Refuse} or {@link Deed.Http} when one is due
     */
    public Optional<Deed> refusal(int turn) {
        return scripts.stream()
                .filter(one ->
                        one.fault().does() instanceof Deed.Refuse || one.fault().does() instanceof Deed.Http)
                .filter(one -> one.fault().when().atTurn() == turn
                        || one.fault().when().atTurn() == 0)
                .filter(InForce::happens)
                .map(one -> one.fault().does())
                .findFirst();
    }

    /** From here on deeds reach {@code victim}, on the connection's thread: those due now at once, others in time. */
    public void live(Consumer<Deed> victim) {
        this.victim = victim;
        turn(0);
    }

    /** Turn {@code n} of this connection begins. */
    public void turn(int n) {
        List.copyOf(scripts).stream()
                .filter(one -> one.fault().when().atTurn() == n)
                .forEach(this::due);
    }

    @Override
    public void close() {
        closed = true;
        leave.accept(this);
    }

    boolean concernedBy(Fault fault) {
        return fault.concerns(vendor, door);
    }

    void addLater(InForce script) {
        after.in(0, () -> {
            scripts.add(script);
            if (victim != null && script.fault().when().atTurn() == 0) {
                due(script);
            }
        });
    }

    private void due(InForce script) {
        long ms = script.fault().when().afterMs();
        if (ms == 0) {
            happen(script);
        } else {
            after.in(ms, () -> happen(script));
        }
    }

    private void happen(InForce script) {
        if (!closed && victim != null && script.happens()) {
            victim.accept(script.fault().does());
        }
    }
}

package dev.voiceops.simulators.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fault scripts in force. They can be set and cleared at any time, from any thread. */
public final class FaultScripts {
    private final Map<String, InForce> scripts = new LinkedHashMap<>();
    private final Set<Exposure> open = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Puts a script in force, replacing one of the same name. Connections that are open feel it if it names none. */
    public void set(Fault fault) {
        var inForce = new InForce(fault);
        List<Exposure> touched = new ArrayList<>();
        synchronized (this) {
            scripts.put(fault.name(), inForce);
            if (fault.when().connection() == 0) {
                open.stream().filter(one -> one.concernedBy(fault)).forEach(touched::add);
            }
        }
        touched.forEach(one -> one.addLater(inForce));
    }

    /** @return whether a script of that name was in force */
    public synchronized boolean clear(String name) {
        var gone = scripts.remove(name);
        if (gone != null) {
            gone.clear();
        }
        return gone != null;
    }

    public synchronized void clear() {
        scripts.values().forEach(InForce::clear);
        scripts.clear();
    }

    public synchronized List<Standing> list() {
        return scripts.values().stream().map(InForce::standing).toList();
    }

    /** Registers a connection; what it suffers from now on is told by the exposure. */
    public synchronized Exposure expose(Vendor vendor, String door, After after) {
        var suffered = scripts.values().stream()
                .filter(one -> one.fault().concerns(vendor, door))
                .filter(InForce::meets)
                .toList();
        var exposure = new Exposure(vendor, door, after, suffered, this::leave);
        open.add(exposure);
        return exposure;
    }

    private synchronized void leave(Exposure exposure) {
        open.remove(exposure);
    }

    /** A script and how it stands: connections it has counted, times it has happened. */
    public record Standing(Fault fault, int connections, int happened) {}

    /** Runs a task later, on the thread the connection lives on. */
    @FunctionalInterface
    public interface After {
        /** @param ms delay; 0 = at once when already there, else as soon as that thread is free */
        void in(long ms, Runnable task);
    }
}

package dev.voiceops.simulators.faults;

import org.jspecify.annotations.Nullable;

/**
 * One fault script: this vendor does this at that moment.
 *
 * @param name unique; setting a script of the same name replaces it
 * @param door the vendor's entrance it concerns ({@code listen}, {@code flux}, {@code chat}, {@code ws3}, {@code tts},
 *     {@code rest}, {@code media}, {@code webhook}, {@code status}); "" = any
 */
public record Fault(String name, Vendor vendor, String door, When when, Deed does) {

    public Fault(String name, Vendor vendor, @Nullable String door, @Nullable When when, Deed does) {
        if (name == null || name.isBlank() || vendor == null || does == null) {
            throw new IllegalArgumentException("a fault needs name, vendor and does: {what: ...}");
        }
        this.name = name;
        this.vendor = vendor;
        this.door = door == null ? "" : door;
        this.when = when == null ? When.AT_ONCE : when;
        this.does = does;
    }

    boolean concerns(Vendor otherVendor, String otherDoor) {
        return vendor == otherVendor && (door.isEmpty() || door.equals(otherDoor));
    }
}

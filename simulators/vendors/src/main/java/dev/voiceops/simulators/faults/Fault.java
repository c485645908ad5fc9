package dev.voiceops.simulators.faults;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One fault script: this vendor does this at that moment.
 *
 * @param name unique; setting a script of the same name replaces it
 * @param door the vendor's entrance it concerns ({@code listen}, {@code flux}, {@code chat}, {@code ws3}, {@code tts},
 *     {@code rest}, {@code media}, {@code webhook}, {@code status}); "" = any
 * @param about a sentence for people, or ""
 */
public record Fault(String name, Vendor vendor, String door, When when, Deed does, String about) {

    public Fault(String name, Vendor vendor, String door, When when, Deed does) {
        this(name, vendor, door, when, does, "");
    }

    @JsonCreator
    static Fault of(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("vendor") @Nullable Vendor vendor,
            @JsonProperty("door") @Nullable String door,
            @JsonProperty("when") @Nullable When when,
            @JsonProperty("does") @Nullable Deed does,
            @JsonProperty("about") @Nullable String about) {
        if (name == null || name.isBlank() || vendor == null || does == null) {
            throw new IllegalArgumentException("a fault needs name, vendor and does: {what: ...}");
        }
        return new Fault(
                name,
                vendor,
                door == null ? "" : door,
                when == null ? When.AT_ONCE : when,
                does,
                about == null ? "" : about);
    }

    boolean concerns(Vendor otherVendor, String otherDoor) {
        return vendor == otherVendor && (door.isEmpty() || door.equals(otherDoor));
    }
}

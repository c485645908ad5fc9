package dev.voiceops.control;

import dev.voiceops.control.phone.PhoneConfig;
import dev.voiceops.control.runtime.RuntimeConfig;

/** All settings of the control plane, by feature. */
public record ControlPlaneConfig(PhoneConfig phone, RuntimeConfig runtime) {}

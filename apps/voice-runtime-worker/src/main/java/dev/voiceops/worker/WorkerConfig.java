package dev.voiceops.worker;

import java.net.URI;
import java.time.Duration;

/**
 * How the worker works.
 *
 * @param runnerUrl of agent-runner, without a slash at the end
 * @param dispatchValidity how long a dispatch waits for its one claim
 * @param joinTokenValidity how long a LiveKit join token lets its holder join
 * @param launchDeadline how long one launch may take
 * @param pollEvery how often queues are looked at when nothing wakes the worker
 * @param leaseGrace how long after its lease a call is left to a connector that was cut off from the database
 * @param orphanSilence how old a call must be that nobody cares for before it is ended
 */
public record WorkerConfig(
        URI runnerUrl,
        Duration dispatchValidity,
        Duration joinTokenValidity,
        Duration launchDeadline,
        Duration pollEvery,
        Duration leaseGrace,
        Duration orphanSilence) {}

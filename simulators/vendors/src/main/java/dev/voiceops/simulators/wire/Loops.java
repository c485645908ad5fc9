package dev.voiceops.simulators.wire;

import dev.voiceops.simulators.faults.FaultScripts.After;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Netty's event loops and what is done with their channels. */
public final class Loops {
    private Loops() {}

    /** Daemon threads named after their use; the caller shuts the group down. */
    public static EventLoopGroup threads(int count, String name) {
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /** Without a delay and already on the loop a task runs at once. Tasks that come after the loop's end are dropped. */
    public static After after(EventExecutor loop) {
        return (ms, task) -> {
            try {
                if (ms > 0) {
                    loop.schedule(task, ms, TimeUnit.MILLISECONDS);
                } else if (loop.inEventLoop()) {
                    task.run();
                } else {
                    loop.execute(task);
                }
            } catch (RejectedExecutionException over) {
                if (!loop.isShuttingDown()) {
                    throw over;
                }
            }
        };
    }

    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}

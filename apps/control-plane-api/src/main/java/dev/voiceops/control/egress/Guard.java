package dev.voiceops.control.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Stands between a name and its sockets: the addresses that were checked are the very ones that are connected to, so a name that
 * changes its mind between check and use gains nothing. One forbidden address among many refuses them all. Safe for all threads.
 */
final class Guard implements DnsResolver, AutoCloseable {
    /** A lookup holds the thread it runs on, and cannot be cut short: so it gets one of its own, and no more time than this. */
    private static final Duration LOOKUP = Duration.ofSeconds(2);

    private final EgressConfig config;
    private final Names names;
    private final ExecutorService lookups = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("egress-lookup-", 0).factory());

    Guard(EgressConfig config, Names names) {
        this.config = config;
        this.names = names;
    }

    /** @throws EgressRefused when the port is not for this host */
    void check(Target target) throws EgressRefused {
        if (!config.ports().contains(target.port()) && !config.allows(target.host(), target.port())) {
            throw new EgressRefused(Refusal.PORT);
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        boolean allowed = config.allows(host, port);
        InetAddress[] found = lookUp(host);
        for (InetAddress address : found) {
            boolean good = Addresses.isPublic(address) || (allowed && Addresses.mayBeAllowed(address));
            if (!good) throw new EgressRefused(Refusal.ADDRESS);
        }
        return Arrays.stream(found)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return resolve(host, 0).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        Future<InetAddress[]> looking = lookups.submit(() -> names.of(host));
        try {
            InetAddress[] found = looking.get(LOOKUP.toMillis(), TimeUnit.MILLISECONDS);
            if (found.length == 0) throw new UnknownHostException("the name has no address");
            return found;
        } catch (ExecutionException | TimeoutException e) {
            throw new UnknownHostException("the name could not be looked up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}

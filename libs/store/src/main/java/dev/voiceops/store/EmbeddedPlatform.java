package dev.voiceops.store;

import dev.voiceops.store.StoreException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Can an embedded server run on this machine, as this user, on this port? */
final class EmbeddedPlatform {
    private static final String INSTEAD = " Or set DATABASE_URL to a Postgres of your own (16 or newer).";

    private EmbeddedPlatform() {}

    static void mustRunHere() {
        String os = System.getProperty("os.name", "");
        String arch = System.getProperty("os.arch", "");
        boolean linux = isLinux();
        if (EmbeddedPlatform.class.getResource("/" + archive(linux, arch)) == null) {
            throw new StoreException(
                    Code.EMBEDDED,
                    "This build carries no Postgres for " + os + " " + arch
                            + ": build it on such a machine (Linux or macOS, x86-64 or ARM)." + INSTEAD);
        }
        if (linux && "root".equals(System.getProperty("user.name")) && !userNamespaces()) {
            throw new StoreException(
                    Code.EMBEDDED,
                    "Postgres refuses to run as root, and this machine or container "
                            + "allows no user namespaces to work around that. Start voiceops as another user."
                            + INSTEAD);
        }
    }

    static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** This port if nobody has it; 0: any free one. */
    static int freePort(int wanted) {
        return wanted == 0 ? FreePorts.one() : mustBeFree(wanted);
    }

    private static int mustBeFree(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StoreException(
                    Code.EMBEDDED,
                    "Port " + wanted + " on 127.0.0.1 is taken by another program: stop it, or choose another port for "
                            + "the embedded Postgres." + INSTEAD,
                    e);
        }
    }

    private static String archive(boolean linux, String arch) {
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        return "postgres-" + (linux ? "linux" : "darwin") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static boolean userNamespaces() {
        try {
            Process probe = new ProcessBuilder("unshare", "-U", "true").start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

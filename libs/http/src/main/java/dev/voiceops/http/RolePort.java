package dev.voiceops.http;

/**
 * A port and the package whose controllers answer on it.
 *
 * @param home package name; controllers in it and below belong to the port
 * @param port TCP port, above 0
 */
public record RolePort(String home, int port) {

    boolean owns(Class<?> controller) {
        return controller.getName().startsWith(home + ".");
    }
}

package cn.lvyue.hub.flow;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that clients try to reach while they are down. They lie below the range a system draws clients' own ports from
 * (Linux: from 32768): a client that tries again and again to reach a port of that range is some time given that very port, is then
 * connected to itself, and the server finds its port taken.
 */
public final class Ports {
    private static final int FIRST = 15_000;
    private static final int BEYOND = 32_000;

    private Ports() {}

    public static int free() throws IOException {
        for (int tries = 0; tries < 1_000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
        throw new IOException("no free port from %d to %d".formatted(FIRST, BEYOND));
    }
}

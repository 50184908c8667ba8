package cn.lvyue.hub.sandbox;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where one platform listens; may be shut and opened again on the same port. */
class Listener {
    private final String context;
    private final HttpHandler handler;
    private final Executor threads;
    private InetSocketAddress address;
    private @Nullable HttpServer server;

    Listener(String context, HttpHandler handler, Executor threads, InetSocketAddress address) throws IOException {
        this.context = context;
        this.handler = handler;
        this.threads = threads;
        this.address = address;
        open();
    }

    /** The port it listens on, or did and will again. */
    int port() {
        return address.getPort();
    }

    synchronized void open() throws IOException {
        if (server == null) {
            var opened = HttpServer.create(address, 0);
            opened.setExecutor(threads);
            opened.createContext(context, handler);
            opened.start();
            address = new InetSocketAddress(
                    address.getAddress(), opened.getAddress().getPort());
            server = opened;
        }
    }

    /** Whoever calls now is refused a connection; connections there are break. */
    synchronized void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}

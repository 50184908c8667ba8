package cn.lvyue.hub.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An upstream interface that hands out pages over real HTTP, and misbehaves as a test tells it. */
public final class PagedApi implements AutoCloseable {
    /**
     * A call as it came.
     *
     * @param page as asked for in {@code pageNo}; 1 if there is none
     * @param path with its query
     */
    public record Asked(int page, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {}

    /**
     * What is answered.
     *
     * @param shortBy bytes left out of the body after its whole length was announced
     * @param delay before the first byte
     */
    public record Reply(int status, Map<String, String> headers, byte[] body, int shortBy, Duration delay) {
        public static Reply of(int status, String body) {
            return of(status, body.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply of(int status, byte[] body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body, 0, Duration.ZERO);
        }

        public Reply with(String header, String value) {
            var more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body, shortBy, delay);
        }

        public Reply truncatedBy(int bytes) {
            return new Reply(status, headers, body, bytes, delay);
        }

        public Reply after(Duration pause) {
            return new Reply(status, headers, body, shortBy, pause);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Reply> script;

    private PagedApi(HttpServer server, Function<Asked, Reply> script) {
        this.server = server;
        this.script = script;
    }

    public static PagedApi start(Function<Asked, Reply> script) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var api = new PagedApi(server, script);
            server.setExecutor(api.threads);
            server.createContext("/", api::serve);
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves whole pages as they stand, the first as page 1; after the last one, an error page. */
    public static PagedApi serving(List<byte[]> pages) {
        return start(call -> call.page() <= pages.size()
                ? Reply.of(200, pages.get(call.page() - 1))
                : Reply.of(200, "{\"code\": 404, \"msg\": \"no such page\"}"));
    }

    public void now(Function<Asked, Reply> changed) {
        script = changed;
    }

    /** With the path the sample settings name. */
    public String url() {
        return "http://127.0.0.1:%d/api/complaints"
                .formatted(server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return asked;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = query(exchange.getRequestURI().getRawQuery());
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            var call = new Asked(
                    Integer.parseInt(query.getOrDefault("pageNo", "1")),
                    exchange.getRequestURI().toString(),
                    query,
                    headers,
                    exchange.getRequestBody().readAllBytes());
            asked.add(call);
            send(exchange, script.apply(call));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (!reply.delay().isZero()) {
            pause(reply.delay());
        }
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body(), 0, reply.body().length - reply.shortBy());
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            for (var pair : raw.split("&")) {
                var parts = pair.split("=", 2);
                query.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

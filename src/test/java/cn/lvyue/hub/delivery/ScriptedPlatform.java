package cn.lvyue.hub.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform that does what a test says: chokes on records, refuses whole packages, and tells any receipts. */
class ScriptedPlatform implements AutoCloseable {
    final Set<String> choking = new CopyOnWriteArraySet<>();
    final Set<String> refusing = new CopyOnWriteArraySet<>();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, List<String>> stored = new LinkedHashMap<>();
    private final List<Integer> revisions = new ArrayList<>();
    private final HttpServer server;
    private volatile String receipts = "[]";
    private volatile boolean broken;
    private volatile boolean away;
    private volatile boolean busy;
    private volatile int posts;
    private volatile Runnable whenAsked = () -> {};

    ScriptedPlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/packages", this::handle);
        server.start();
    }

    /** For a hub's settings. */
    String[] settings(String... more) {
        var all = new ArrayList<>(List.of(more));
        all.add("hub.targets.provincial.url=http://127.0.0.1:"
                + server.getAddress().getPort());
        all.add("hub.targets.provincial.key-id=platform");
        all.add("hub.targets.provincial.secret=a secret of the platform");
        return all.toArray(String[]::new);
    }

    /** What every later question is answered with. */
    void tell(String receiptsArray) {
        receipts = receiptsArray;
    }

    void breakAll(boolean all) {
        broken = all;
    }

    /** Whether the gateway before it has no route to it, and says so in words of its own. */
    void hide(boolean behindItsGateway) {
        away = behindItsGateway;
    }

    /** Whether it takes nothing for now, and says so in a code of its own under HTTP 200. */
    void busy(boolean now) {
        busy = now;
    }

    /** Forgets what it has. */
    void forget() {
        stored.clear();
    }

    /** What comes about while it answers a question, before it looks at what it has. */
    void whenAsked(Runnable what) {
        whenAsked = what;
    }

    /** Source record numbers in the order they were stored. */
    List<String> records() {
        return stored.values().stream().flatMap(List::stream).toList();
    }

    /** Revisions in the order they were stored. */
    List<Integer> revisions() {
        return List.copyOf(revisions);
    }

    int posts() {
        return posts;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (broken) {
                answer(exchange, 500, "{}");
            } else if (away) {
                answer(exchange, 404, "{\"code\":404,\"message\":\"no such route\"}");
            } else if (busy) {
                answer(exchange, 200, "{\"code\":\"E-BUSY\",\"message\":\"try later\"}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                posts++;
                take(exchange, json.readTree(body));
            } else {
                tell(exchange);
            }
        }
    }

    private void take(HttpExchange exchange, JsonNode body) throws IOException {
        var numbers = new ArrayList<String>();
        body.path("records")
                .forEach(record -> numbers.add(record.path("X_SOURCE").asString()));
        if (numbers.stream().anyMatch(choking::contains)) {
            answer(exchange, 500, "{}");
        } else if (numbers.stream().anyMatch(refusing::contains)) {
            answer(exchange, 422, "{\"code\":\"B7\",\"message\":\"one of them is bad\"}");
        } else {
            stored.putIfAbsent(body.path("envelope").path("packageId").asString(), numbers);
            body.path("records")
                    .forEach(record -> revisions.add(record.path("X_REVISION").asInt()));
            answer(exchange, 200, "{\"code\":\"0\",\"receiptNo\":\"N1\"}");
        }
    }

    private void tell(HttpExchange exchange) throws IOException {
        whenAsked.run();
        var path = exchange.getRequestURI().getPath();
        var id = path.substring(path.lastIndexOf('/') + 1);
        if (stored.containsKey(id)) {
            answer(exchange, 200, "{\"code\":\"0\",\"packageId\":\"" + id + "\",\"receipts\":" + receipts + "}");
        } else {
            answer(exchange, 404, "{\"code\":\"R404\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package cn.lvyue.hub.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform that outlives the hub under test: keeps what it gets and answers as the default profile says. */
final class RecordingPlatform implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> STAGES = List.of("R1", "R2", "R3", "R4", "R5");

    private final HttpServer server;
    private final Map<String, JsonNode> packages = new LinkedHashMap<>();
    private int posts;

    RecordingPlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/packages", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                take(exchange);
            } else {
                tell(exchange);
            }
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        var id = body.get("envelope").get("packageId").asString();
        synchronized (this) {
            posts++;
            packages.putIfAbsent(id, body);
        }
        answer(exchange, 200, Map.of("code", "0", "packageId", id, "receiptNo", "R-" + id));
    }

    private void tell(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var id = path.substring(path.lastIndexOf('/') + 1);
        JsonNode known;
        synchronized (this) {
            known = packages.get(id);
        }
        if (known == null) {
            answer(exchange, 404, Map.of("code", "T404", "message", "no such package"));
        } else {
            answer(exchange, 200, Map.of("code", "0", "packageId", id, "receipts", receipts(known)));
        }
    }

    private static List<Map<String, Object>> receipts(JsonNode known) {
        var perRecord = new ArrayList<Map<String, String>>();
        known.get("records")
                .forEach(record -> perRecord.add(Map.of(
                        "sourceRecordNo",
                        record.get("TS_LYBH").asString(),
                        "code",
                        "0",
                        "message",
                        "",
                        "platformId",
                        "P" + record.get("TS_BH").asString())));
        return STAGES.stream()
                .<Map<String, Object>>map(
                        stage -> Map.of("stage", stage, "code", "0", "message", "", "records", perRecord))
                .toList();
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    synchronized int packageCount() {
        return packages.size();
    }

    synchronized int postCount() {
        return posts;
    }

    /** Every record it holds, in all packages. */
    synchronized List<JsonNode> records() {
        var all = new ArrayList<JsonNode>();
        packages.values().forEach(known -> known.get("records").forEach(all::add));
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

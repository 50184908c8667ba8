package cn.lvyue.hub.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * A platform that takes every package whole and does nothing with it, in a process of its own: {@code port}. Counts the records
 * that the envelopes name, each package once, and tells their number at {@code /count}.
 */
final class DeliverySink {
    private static final Pattern ID = Pattern.compile("\"packageId\":\"([^\"]+)\"");
    private static final Pattern RECORDS = Pattern.compile("\"records\":(\\d+)");
    private static final int HEAD = 1_000;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicLong records = new AtomicLong();

    private DeliverySink() {}

    public static void main(String[] args) throws IOException {
        // Without it an answer's body waits 40 ms for the acknowledgement of its head: the sink would be all that is
        // measured.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var sink = new DeliverySink();
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/packages", sink::handle);
        server.createContext("/count", exchange -> answer(exchange, Long.toString(sink.records.get())));
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            count(new String(body, 0, Math.min(HEAD, body.length), StandardCharsets.UTF_8));
            answer(exchange, "{\"code\":\"0\",\"receiptNo\":\"1\"}");
        } else {
            answer(exchange, "{\"code\":\"0\",\"receipts\":[]}");
        }
    }

    private void count(String head) {
        var id = ID.matcher(head);
        var number = RECORDS.matcher(head);
        if (id.find() && number.find() && seen.add(id.group(1))) {
            records.addAndGet(Long.parseLong(number.group(1)));
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

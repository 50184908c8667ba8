package cn.lvyue.hub.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A platform whose statement is written beforehand, page by page to files, so that its own work is not measured. */
final class StatementPlatform implements AutoCloseable {
    private static final int PAGE = 10_000;

    private final Map<String, Path> pages = new HashMap<>();
    private final HttpServer server;

    private StatementPlatform(HttpServer server) {
        this.server = server;
        server.createContext("/statements", this::answer);
        server.start();
    }

    /** @param sql number, revision and amount in 万元 of every record, sorted @param head the members of the whole day */
    static StatementPlatform start(Path folder, Connection connection, String sql, String head)
            throws IOException, SQLException {
        Files.createDirectories(folder);
        var platform =
                new StatementPlatform(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(PAGE);
            var rows = statement.executeQuery(sql);
            String after = "";
            boolean more = rows.next();
            while (more) {
                var file = folder.resolve("page-" + platform.pages.size() + ".json");
                platform.pages.put(after, file);
                try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                    out.write("{\"code\":\"0\"," + head + ",\"items\":[");
                    int count = 0;
                    do {
                        after = rows.getString(1);
                        out.write(
                                "%s{\"sourceRecordNo\":\"%s\",\"revision\":%d,\"dataState\":0,\"platformId\":\"P-%s\",\"amount\":\"%s\"}"
                                        .formatted(
                                                count == 0 ? "" : ",",
                                                after,
                                                rows.getInt(2),
                                                after,
                                                rows.getString(3)));
                        count++;
                        more = rows.next();
                    } while (more && count < PAGE);
                    out.write(more ? "],\"next\":\"" + after + "\"}" : "]}");
                }
            }
        }
        return platform;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = exchange.getRequestURI().getQuery();
            var after = query.substring("after=".length(), query.indexOf('&'));
            byte[] body = Files.readAllBytes(pages.get(after));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

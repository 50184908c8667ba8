package cn.lvyue.hub.flow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts the files of a feed set in the set's order and collects what became of their records. Single posts are posted one by
 * one; the set's database dump is loaded into a table that the hub polls.
 */
final class FeedSetPlayer {
    private static final Pattern POINTER = Pattern.compile("/data/list/(\\d+)");

    private final HubClient hub;
    private final FeedSetWay way;
    private final Path folder;
    private final List<FeedSetResult> results = new ArrayList<>();
    private final FrontTableDump table;
    private long lastMessage;

    /**
     * @param way for everything but the table
     * @param table that the hub was started to poll
     */
    FeedSetPlayer(HubClient hub, FeedSetWay way, FrontTableDump table, Path folder) {
        this.hub = hub;
        this.way = way;
        this.table = table;
        this.folder = folder;
    }

    List<FeedSetResult> play() throws IOException {
        for (var page : files("sme", ".json")) {
            bring(
                    "sme-arrears",
                    page,
                    found -> POINTER.matcher(found.get("place").asString()).replaceAll("\\$.data.list[$1]"));
        }
        for (var csv : files("12345", ".csv")) {
            bring(
                    "hotline-12345",
                    csv,
                    found -> "record %s, starts at physical %s"
                            .formatted(
                                    found.get("row").asString(),
                                    found.get("place").asString()));
        }
        bringOneByOne(folder.resolve("credit/posts.ndjson"));
        for (var workbook : files("xlsx", ".xls")) {
            bring("inspection-petition", workbook, found -> found.get("place").asString());
        }
        for (var workbook : files("xlsx", ".xlsx")) {
            bring("inspection-petition", workbook, found -> found.get("place").asString());
        }
        for (var batch : files("contract", ".xml")) {
            bring("contract-performance", batch, found -> found.get("place").asString());
        }
        for (var dump : files("contract", ".sql")) {
            int rows = table.load(dump);
            for (var message : table.messages(hub, lastMessage, rows)) {
                collect(
                        "contract/" + dump.getFileName(),
                        message,
                        found -> found.get("place").asString());
            }
        }
        return results;
    }

    private List<Path> files(String feed, String ending) throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve(feed))) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private void bring(String feed, Path file, Function<JsonNode, String> locator) throws IOException {
        var message =
                way.bring(feed, Files.readAllBytes(file), file.getFileName().toString());
        collect(folder.relativize(file).toString(), message, locator);
    }

    private void bringOneByOne(Path posts) throws IOException {
        var json = new JsonMapper();
        int line = 0;
        for (var post : Files.readAllLines(posts)) {
            line++;
            var body = json.readTree(post).get("body").asString().getBytes(StandardCharsets.UTF_8);
            var message = way.bring("credit-site", body, "post.json");
            var locator = "line " + line;
            if (message.get("status").asString().equals("UNREADABLE")) {
                results.add(new FeedSetResult("credit/posts.ndjson", locator, "REJECTED", null));
            } else {
                collect("credit/posts.ndjson", message, found -> locator);
            }
        }
    }

    private void collect(String file, JsonNode message, Function<JsonNode, String> locator) {
        lastMessage = message.get("messageId").asLong();
        for (var found : hub.records(message.get("messageId").asString())) {
            var revision = found.get("revision");
            var record = revision == null || revision.isNull()
                    ? null
                    : hub.get("/records/" + found.get("recordId").asString() + "?unmask=true&revision="
                            + revision.asString());
            results.add(new FeedSetResult(
                    file,
                    locator.apply(found),
                    found.get("outcome").asString(),
                    record == null ? null : NeutralNames.of(record)));
        }
    }
}

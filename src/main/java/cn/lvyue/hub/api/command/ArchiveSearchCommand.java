package cn.lvyue.hub.api.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "检索归档，新的在前%nSearch the archive, newest first",
            "条件形如 名=值，可任意组合 / criteria as name=value, in any combination: q org sourceNo record complainantCode "
                    + "respondentCode outcome finding feed channel direction state from to batch package platformId message sender "
                    + "digest"
        })
final class ArchiveSearchCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(arity = "0..*", paramLabel = "<name=value>", description = "条件 / criteria")
    private final Map<String, String> criteria = new LinkedHashMap<>();

    @Option(names = "--messages", description = "查报文而非源记录 / messages rather than source records")
    private boolean messages;

    @Option(names = "--limit", defaultValue = "20", description = "条数 / how many (default ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--after", description = "上一页的 next / next of the page before")
    private String after = "";

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    ArchiveSearchCommand(Output output) {
        this.output = output;
    }

    /** Asks on while the hub only ran out of time and found nothing yet. */
    @Override
    public Integer call() {
        var words = new LinkedHashMap<>(criteria);
        words.put("limit", Integer.toString(limit));
        if (!after.isEmpty()) {
            words.put("after", after);
        }
        var page = ask(words);
        while (page.path("items").isEmpty() && page.path("state").asString("").equals("SEARCHING")) {
            output.note("仍在检索 / still searching, at " + page.path("next").asString(""));
            words.put("after", page.path("next").asString(""));
            page = ask(words);
        }
        if (json) {
            output.jsonDocument(page);
        } else {
            tell(page);
        }
        return 0;
    }

    private JsonNode ask(Map<String, String> words) {
        return hub.get((messages ? "/archive/messages?" : "/archive/records?")
                + words.entrySet().stream()
                        .map(word -> Told.encoded(word.getKey()) + "=" + Told.encoded(word.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private void tell(JsonNode page) {
        page.path("items").forEach(item -> output.line(messages ? message(item) : record(item)));
        var next = page.path("next").asString("");
        var index = page.path("index");
        output.line("约 %d 条 about %d；索引到 index up to %s，待入 waiting %d"
                .formatted(
                        page.path("estimate").asLong(0),
                        page.path("estimate").asLong(0),
                        index.path("until").asString("-"),
                        index.path("waiting").asLong(0)));
        if (!next.isEmpty()) {
            output.line("下一页 next page: --after " + next);
        }
    }

    private static String record(JsonNode item) {
        return "%s  %s  %s row %d  %s  %s  %s  %s"
                .formatted(
                        item.path("receivedAt").asString(""),
                        item.path("feed").asString(""),
                        item.path("messageId").asString(""),
                        item.path("row").asInt(0),
                        item.path("outcome").asString("-"),
                        item.path("sourceRecordNo").asString(""),
                        item.path("recordId").asString("-"),
                        item.path("excerpt").asString(""));
    }

    private static String message(JsonNode item) {
        return "%s  %s %s  %s  %s  %s  %s"
                .formatted(
                        item.path("receivedAt").asString(""),
                        item.path("direction").asString(""),
                        item.path("kind").asString(""),
                        item.path("feed").asString(item.path("target").asString("-")),
                        item.path("messageId").asString(""),
                        item.path("status").asString("-"),
                        item.path("filename").asString(""));
    }
}

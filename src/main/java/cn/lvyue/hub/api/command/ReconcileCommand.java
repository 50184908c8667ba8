package cn.lvyue.hub.api.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "对账%nReconcile a business day with the platforms")
final class ReconcileCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--date", description = "业务日期，默认昨日 / business day, yesterday by default (yyyy-MM-dd)")
    private @Nullable LocalDate date;

    @Option(names = "--target", description = "只对此平台 / this platform only: provincial, national")
    private @Nullable String target;

    @Option(names = "--feed", description = "只对此来源 / this feed only")
    private @Nullable String feed;

    @Option(names = "--keep", description = "留存为新的版本 / keep it as a new version")
    private boolean keep;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    @Option(names = "--xlsx", paramLabel = "<file>", description = "另写工作簿 / write a workbook too")
    private @Nullable Path xlsx;

    ReconcileCommand(Output output) {
        this.output = output;
    }

    /** Succeeds only if the sums close and there is no difference. */
    @Override
    public Integer call() {
        if (keep) {
            var kept = hub.post("/reconciliation" + query(null, null));
            output.note("已留存版本 kept as version " + kept.path("version").asInt(0));
        }
        var file = xlsx;
        if (file != null) {
            hub.download("/reconciliation/export" + query("format", "xlsx"), file);
            output.note("已写入 written: " + file);
        }
        var statement = whole();
        if (json) {
            output.jsonDocument(statement);
        } else {
            StatementText.lines(statement).forEach(output::line);
        }
        boolean good = statement.path("closes").asBoolean(false)
                && statement.path("differences").asLong(1) == 0;
        return good ? 0 : 1;
    }

    /** With the differences of all pages. */
    private JsonNode whole() {
        var statement = hub.get("/reconciliation" + query("limit", "" + PAGE));
        var items = (ArrayNode) statement.path("items");
        var next = statement.path("next").asString("");
        while (!next.isEmpty()) {
            var page = hub.get("/reconciliation" + query("limit", "" + PAGE) + "&after=" + encoded(next));
            page.path("items").forEach(items::add);
            next = page.path("next").asString("");
        }
        return statement;
    }

    private String query(@Nullable String name, @Nullable String value) {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (date != null) {
            query.add("date=" + date);
        }
        if (target != null) {
            query.add("target=" + encoded(target));
        }
        if (feed != null) {
            query.add("feed=" + encoded(feed));
        }
        if (name != null) {
            query.add(name + "=" + value);
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

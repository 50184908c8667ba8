package cn.lvyue.hub.api.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "各来源质量与时效%nQuality and timeliness of every source")
final class ReportCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--from", description = "首日，默认三十天前 / first day (yyyy-MM-dd), thirty days ago by default")
    private @Nullable LocalDate from;

    @Option(names = "--to", description = "末日，默认今日 / last day (yyyy-MM-dd), today by default")
    private @Nullable LocalDate to;

    @Option(names = "--feed", description = "只报此来源 / this feed only")
    private @Nullable String feed;

    @Option(names = "--csv", description = "输出 CSV / CSV for spreadsheets")
    private boolean csv;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    ReportCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var report = hub.get("/reports/sources" + query());
        if (json) {
            output.jsonDocument(report);
        } else if (csv) {
            ReportText.csv(report).forEach(output::line);
        } else {
            output.line("%s — %s"
                    .formatted(
                            report.path("from").asString(""), report.path("to").asString("")));
            output.line(ReportText.arrivals(report));
            output.line("");
            output.line(ReportText.quality(report));
            output.line("");
            output.line(ReportText.findings(report));
        }
        return 0;
    }

    private String query() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (from != null) {
            query.add("from=" + from);
        }
        if (to != null) {
            query.add("to=" + to);
        }
        if (feed != null) {
            query.add("feed=" + URLEncoder.encode(feed, StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}

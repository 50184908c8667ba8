package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "审计记录，新的在前；给 --out 则导出%nThe audit, newest first; with --out as a file")
final class AuditCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--actor", description = "操作人 / who")
    private @Nullable String actor;

    @Option(names = "--action", description = "操作，可只写前半，如 replay / what, or the first part of it")
    private @Nullable String action;

    @Option(names = "--object", description = "对象，如 \"replay 17\" / what it was done to")
    private @Nullable String object;

    @Option(names = "--result", description = "ok、refused、unknown 或代码 / ok, refused, unknown, or a code")
    private @Nullable String result;

    @Option(names = "--from", description = "自，含 / from (2026-03-01T00:00:00+08:00)")
    private @Nullable String from;

    @Option(names = "--until", description = "至，不含 / until, excluded")
    private @Nullable String until;

    @Option(names = "--after", description = "上一页的 next / next of the page before")
    private @Nullable Long after;

    @Option(names = "--limit", defaultValue = "50", description = "条数 / how many (default ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--out", description = "导出到文件，.csv 或 .jsonl / export to a file, .csv or .jsonl")
    private @Nullable Path out;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    AuditCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (out != null) {
            var format = out.toString().endsWith(".jsonl") ? "jsonl" : "csv";
            hub.download("/audit/export?format=" + format + filters(), out);
            output.note("已导出 %s / exported to %s".formatted(out, out));
            return 0;
        }
        var page = hub.get("/audit?limit=" + limit + filters() + Told.parameter("after", after));
        return Told.as(output, json, page, AuditCommand::table);
    }

    private String filters() {
        return Told.parameter("actor", actor)
                + Told.parameter("action", action)
                + Told.parameter("object", object)
                + Told.parameter("result", result)
                + Told.parameter("from", from)
                + Told.parameter("until", until);
    }

    private static String table(JsonNode page) {
        var table = new TextTable("时间 at", "操作人 actor", "地址 address", "操作 action", "对象 object", "结果 result");
        for (var line : page.path("items")) {
            var object = Told.text(line, "object");
            table.row(
                    Told.text(line, "at"),
                    Told.text(line, "actor"),
                    Told.text(line, "address"),
                    Told.text(line, "action"),
                    object.isEmpty() ? Told.text(line, "what") : object,
                    Told.text(line, "result"));
        }
        var next = Told.text(page, "next");
        return table + (next.isEmpty() ? "" : "%n更早的：--after %s / older ones: --after %s".formatted(next, next));
    }
}

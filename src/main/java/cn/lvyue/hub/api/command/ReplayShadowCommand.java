package cn.lvyue.hub.api.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        description = "以改动后的映射试读归档，不产生影响%nTry changed mappings or packs on the archive, without effect")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class ReplayShadowCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(
            names = "--mappings",
            required = true,
            description = "改动后的映射目录，可只含改动的文件 / folder of changed mappings, of changed files only if you like")
    private Path mappings;

    @Option(
            names = "--days",
            defaultValue = "30",
            description = "最近天数 / the last so many days (default ${DEFAULT-VALUE})")
    private int days;

    @Option(names = "--feed", description = "来源，默认全部 / feed, all by default")
    private @Nullable String feed;

    @Option(
            names = "--limit",
            defaultValue = "1000000",
            description = "至多读取的条数 / read at most so many records (default ${DEFAULT-VALUE})")
    private long limit;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    ReplayShadowCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var query = "?days=" + days + "&limit=" + limit
                + (feed == null ? "" : "&feed=" + URLEncoder.encode(feed, StandardCharsets.UTF_8));
        output.note("正在试读归档 / reading the archive");
        var answer = hub.post("/replays/shadow" + query, zipped(mappings), "application/zip");
        if (json) {
            output.jsonDocument(answer);
        } else {
            tell(answer);
        }
        return 0;
    }

    private static byte[] zipped(Path folder) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes);
                var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "映射目录 %s 无法读取 / cannot read folder %s".formatted(folder, folder), unreadable);
        }
        return bytes.toByteArray();
    }

    private void tell(JsonNode answer) {
        output.line("%d 份报文 messages，%d 条 records，%d 条不同 differ%s"
                .formatted(
                        answer.path("messages").asLong(0),
                        answer.path("records").asLong(0),
                        answer.path("differing").asLong(0),
                        answer.path("truncated").asBoolean(false) ? "（已达上限 / limit reached）" : ""));
        for (var each : answer.path("feeds")) {
            output.line("%s：%d / %d 不同 differ（%s → %s）"
                    .formatted(
                            each.path("feed").asString(""),
                            each.path("differing").asLong(0),
                            each.path("records").asLong(0),
                            each.path("mapping").asString(""),
                            each.path("changed").asString("")));
            sums("结论 outcome", each.path("outcomes"));
            sums("校验 finding", each.path("findings"));
            sums("字段 field", each.path("fields"));
        }
        for (var example : answer.path("examples")) {
            output.line("例 example %s:%d %s %s → %s %s"
                    .formatted(
                            example.path("messageId").asString(""),
                            example.path("row").asInt(0),
                            example.path("sourceRecordNo").asString(""),
                            example.path("before").asString("-"),
                            example.path("after").asString("-"),
                            example.path("findings")));
            example.path("diff")
                    .forEach(diff -> output.line("    %s：%s → %s"
                            .formatted(
                                    diff.path("field").asString(""),
                                    diff.path("before").asString("-"),
                                    diff.path("after").asString("-"))));
        }
    }

    private void sums(String what, JsonNode sums) {
        sums.properties()
                .forEach(sum -> output.line("  %s %s：%d"
                        .formatted(what, sum.getKey(), sum.getValue().asLong(0))));
    }
}

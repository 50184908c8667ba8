package cn.lvyue.hub.api.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "核验归档；无一处不符时退出码为 0%nChecks the archive; exit code 0 only if nothing is wrong")
final class VerifyCommand implements Callable<Integer> {
    private static final long PAUSE = 500;
    private static final int PAGE = 1000;

    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--from", description = "首日，默认自始 / first day (yyyy-MM-dd), by default from the beginning")
    private @Nullable LocalDate from;

    @Option(names = "--to", description = "末日，默认至今 / last day (yyyy-MM-dd), by default up to now")
    private @Nullable LocalDate to;

    @Option(names = "--pinned", description = "外存的日结声明 / file with day statements kept outside")
    private @Nullable Path pinned;

    @Option(names = "--continue", description = "接看已开始的核验 / go on watching a check by its number")
    private @Nullable String continued;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    VerifyCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws InterruptedException {
        var id = continued == null ? start() : continued;
        var report = watch(id);
        var found = found(id, report);
        if (json) {
            var whole = report.asObject();
            whole.set("items", found);
            whole.putNull("next");
            output.jsonDocument(whole);
        } else {
            found.forEach(this::print);
            output.line("核验 %s：存证 %s 条，记录 %s 条，正文 %s 字节，不符 %s 处 / checked %s leaves, %s records, %s bytes: %s faults"
                    .formatted(
                            id,
                            report.path("leaves").asString(),
                            report.path("records").asString(),
                            report.path("bytes").asString(),
                            report.path("faults").asString(),
                            report.path("leaves").asString(),
                            report.path("records").asString(),
                            report.path("bytes").asString(),
                            report.path("faults").asString()));
        }
        return report.path("faultless").asBoolean(false) ? 0 : 1;
    }

    private String start() {
        var body = output.json().createObjectNode();
        body.put("from", Told.written(from));
        body.put("to", Told.written(to));
        body.put("pinned", pinned == null ? null : new String(GivenFile.bytes(pinned), StandardCharsets.UTF_8));
        return hub.post("/archive/verification", body).path("verificationId").asString();
    }

    private JsonNode watch(String id) throws InterruptedException {
        while (true) {
            var report = hub.get("/archive/verification/" + Told.encoded(id) + "?limit=1");
            var progress = "核验 verifying %s: %d %%, %s faults"
                    .formatted(
                            id,
                            Math.round(report.path("done").asDouble(0) * 100),
                            report.path("faults").asString());
            output.progress(progress);
            var state = report.path("state").asString("");
            if (state.equals("ENDED") || state.equals("CANCELLED")) {
                return report;
            }
            Thread.sleep(PAUSE);
        }
    }

    private ArrayNode found(String id, JsonNode report) {
        var all = output.json().createArrayNode();
        var next = report.path("faults").asLong(0) + report.path("remarks").asLong(0) == 0 ? null : "0";
        while (next != null) {
            var page = hub.get("/archive/verification/" + Told.encoded(id) + "?limit=" + PAGE + "&after=" + next);
            page.path("items").forEach(all::add);
            next = page.path("next").isNull() ? null : page.path("next").asString();
        }
        return all;
    }

    private void print(JsonNode item) {
        output.line("%s %s: %s → %s. %s"
                .formatted(
                        item.path("code").asString(),
                        item.path("place").asString(),
                        item.path("found").asString(),
                        item.path("wanted").asString(),
                        item.path("message").asString()));
    }
}

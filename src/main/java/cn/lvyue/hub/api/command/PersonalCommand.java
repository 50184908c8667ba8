package cn.lvyue.hub.api.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Scanner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What is done to personal data besides looking at it. */
@Command(
        name = "personal",
        mixinStandardHelpOptions = true,
        description = "个人信息：按号码查找、擦除与重新加密%nPersonal data: find by number, erase, seal anew")
final class PersonalCommand implements Runnable {
    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run
    private CommandSpec spec;

    PersonalCommand(Output output) {
        this.output = output;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请给出子命令 / name a subcommand");
    }

    @Command(mixinStandardHelpOptions = true, description = "擦除一条记录的个人信息，不可恢复%nErase a record's personal data for good")
    int erase(
            @Mixin RunningHub hub,
            @Parameters(paramLabel = "RECORD", description = "投诉编号 / complaint number") String record,
            @Option(names = "--reason", required = true, description = "理由 / why") String reason,
            @Option(names = "--reference", required = true, description = "案件或文书编号 / number of the case or letter")
                    String reference,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var erased = hub.post("/records/%s/erasure?reason=%s&reference=%s"
                .formatted(Told.encoded(record), Told.encoded(reason), Told.encoded(reference)));
        return Told.as(output, json, erased, PersonalCommand::erased);
    }

    private static String erased(JsonNode answer) {
        var rows = answer.path("erased").properties().stream()
                .map(table -> table.getKey() + " " + table.getValue().asLong(0))
                .collect(Collectors.joining(", "));
        return "已擦除 erased %s：%s%n原始报文仍在归档中，随保存期限销毁 / the archived messages keep theirs until their retention ends"
                .formatted(answer.path("recordId").asString(""), rows);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "以当前数据密钥重新加密个人信息，至完成%nSeal personal data anew under the present data key, to the end")
    int reseal(
            @Mixin RunningHub hub,
            @Option(
                            names = "--rows",
                            defaultValue = "100000",
                            description = "一次约处理的行数 / rows in one go (default ${DEFAULT-VALUE})")
                    int rows,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        long sealed = 0;
        long read = 0;
        JsonNode progress;
        do {
            progress = hub.postPatiently("/personal/resealing?rows=" + rows);
            read += progress.path("read").asLong(0);
            sealed += progress.path("sealed").asLong(0);
            output.note(
                    "%s：读 read %d，加密 sealed %d".formatted(progress.path("table").asString("–"), read, sealed));
        } while (!progress.path("table").isNull() && !progress.path("table").isMissingNode());
        var told = output.json().createObjectNode().put("read", read).put("sealed", sealed);
        return Told.as(
                output,
                json,
                told,
                done -> "完成 done：读 read %d，重新加密 sealed anew %d"
                        .formatted(
                                done.path("read").asLong(0), done.path("sealed").asLong(0)));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "按电话或证件号码查找记录，新的在前；号码从标准输入读取%nFind records by a telephone or identity number, newest first; the"
                        + " number is read from standard input",
                "它不应留在命令历史中 / it has no place in a history of commands"
            })
    int find(
            @Mixin RunningHub hub,
            @Option(names = "--purpose", defaultValue = "", description = "目的 / why, as HANDLING or AUDIT")
                    String purpose,
            @Option(names = "--purpose-text", defaultValue = "", description = "目的的说明 / further words")
                    String purposeText,
            @Option(names = "--reference", defaultValue = "", description = "案件或文书编号 / number of the case or letter")
                    String reference,
            @Option(names = "--limit", defaultValue = "20", description = "条数 / how many (default ${DEFAULT-VALUE})")
                    int limit,
            @Option(names = "--before", defaultValue = "", description = "上一页的 next / next of the page before")
                    String before,
            @Option(names = "--json", description = Told.JSON) boolean json) {
        var asked = output.json()
                .createObjectNode()
                .put("number", number())
                .put("purpose", purpose)
                .put("purposeText", purposeText)
                .put("reference", reference)
                .put("limit", limit)
                .put("before", before);
        return Told.as(output, json, hub.post("/archive/numbers", asked), PersonalCommand::found);
    }

    private String number() {
        if (System.console() != null) {
            output.note("请输入号码，回车结束 / type the number and press return");
        }
        var in = new Scanner(System.in, StandardCharsets.UTF_8);
        var number = in.hasNextLine() ? in.nextLine() : "";
        if (number.isBlank()) {
            throw new IllegalStateException(
                    "标准输入中没有号码，请如 hub personal find … < number.txt / no number on standard input; give it as in hub personal find … < number.txt");
        }
        return number;
    }

    private static String found(JsonNode page) {
        var lines = new ArrayList<String>();
        page.path("items")
                .forEach(item -> lines.add("%s  %s %s  %s"
                        .formatted(
                                item.path("recordId").asString(""),
                                item.path("feed").asString(""),
                                item.path("sourceRecordNo").asString(""),
                                item.path("at").asString(""))));
        lines.add("%d 条 records".formatted(lines.size()));
        if (!page.path("next").isNull()) {
            lines.add("下一页 next page: --before " + page.path("next").asString(""));
        }
        if (!page.path("index").path("done").asBoolean(true)) {
            lines.add("此前的记录尚在建摘要，可能不全 / digests of earlier records are still being made: there may be more");
        }
        return String.join(System.lineSeparator(), lines);
    }
}

package cn.lvyue.hub.api.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "出具一件投诉的证据包（--record），或打包若干日移交档案部门（--from --to）"
                + "%nThe evidence of one record (--record), or the days for the records office (--from --to)")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class ExportCommand implements Callable<Integer> {
    private static final long MEBIBYTE = 1L << 20;

    private final Output output;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Mixin
    private final Reason reason = new Reason();

    @Option(names = "--record", description = "投诉编号 / complaint number")
    private @Nullable String record;

    @Option(
            names = "--unmask",
            description = "出示个人信息并含报文原文，须说明 --purpose 与 --reference / with personal data and messages")
    private boolean unmask;

    @Option(names = "--pinned", description = "留有日结声明的日期 / a day whose statement was kept outside")
    private @Nullable LocalDate pinned;

    @Option(names = "--from", description = "起始日 / first day, yyyy-MM-dd")
    private @Nullable LocalDate from;

    @Option(names = "--to", description = "截止日，含 / last day, included")
    private @Nullable LocalDate to;

    @Option(names = "--feed", description = "只要此来源的报文，默认全部 / messages of this feed only, everything by default")
    private @Nullable String feed;

    @Option(
            names = "--volume",
            defaultValue = "1024",
            description = "每卷至多 MB / MB in a volume (default ${DEFAULT-VALUE})")
    private long volume;

    @Option(names = "--out", required = true, description = "证据包文件，或移交目录 / file for evidence, folder for days")
    private Path out;

    ExportCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (record != null && from == null && to == null) {
            var more = (unmask ? "&unmask=true" : "") + (pinned == null ? "" : "&pinned=" + pinned);
            hub.downloadLong("/archive/evidence/" + Told.encoded(record) + Reason.join(reason.query(), more), out);
            output.line("已写入 written: " + out);
            return 0;
        }
        if (record == null && from != null && to != null && volume > 0) {
            var days = new HandOverFolder.Days(from, to, feed, volume * MEBIBYTE);
            return new HandOverFolder(hub, output, out, days, reason.query()).fetch();
        }
        throw new ParameterException(
                spec.commandLine(), "请给出 --record，或 --from 与 --to / name --record, or --from and --to");
    }
}

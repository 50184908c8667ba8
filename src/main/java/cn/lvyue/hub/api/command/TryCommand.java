package cn.lvyue.hub.api.command;

import cn.lvyue.hub.record.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = "试读一份文件：读取、映射、校验，逐条列出结果，不入库%n"
                + "Dry run of a file: read, map, inspect, list the findings; nothing is stored")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class TryCommand implements Callable<Integer> {
    private final Output output;
    private final Supplier<OfflineHub> offline;

    @Parameters(index = "0", paramLabel = "<feed>", description = "来源 / feed")
    private String feed;

    @Parameters(index = "1", paramLabel = "<file>", description = "文件 / file")
    private Path file;

    @Option(
            names = "--channel",
            defaultValue = "FILE",
            description = "按此接入方式的形式读取，缺省 FILE / read in the form of this channel: ${COMPLETION-CANDIDATES}")
    private Channel channel;

    @Option(names = "--json", description = "每条一行 JSON / one line of JSON per record")
    private boolean json;

    @Option(names = "--unmask", description = "显示个人信息 / show personal data")
    private boolean unmask;

    @Spec
    private CommandSpec spec;

    TryCommand(Output output, Supplier<OfflineHub> offline) {
        this.output = output;
        this.offline = offline;
    }

    @Override
    public Integer call() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "读不到文件 %s / cannot read file %s".formatted(file, file));
        }
        try (var hub = offline.get()) {
            var known = hub.mappings().feeds().stream()
                    .filter(each -> each.value().equals(feed))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "没有来源 %s，现有 / there is no feed %s; there are: %s"
                                    .formatted(feed, feed, hub.mappings().feeds())));
            return new DryRun(hub, new DryRunPrint(output, json), unmask).of(known, channel, file) ? 0 : 1;
        }
    }
}

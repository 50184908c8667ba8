package cn.lvyue.hub.api.command;

import cn.lvyue.hub.standard.EntryTemplate;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = "生成填报模板（XLSX）%nWrite the workbook for filling in by hand")
final class StandardTemplateCommand implements Callable<Integer> {
    private final Output output;
    private final Supplier<OfflineHub> offline;

    @Option(names = "--pack", description = StandardPackChoice.DESCRIPTION)
    private @Nullable String pack;

    @Option(names = "--out", description = "写到此文件，默认按标准命名 / file to write, named after the standard by default")
    private @Nullable Path out;

    StandardTemplateCommand(Output output, Supplier<OfflineHub> offline) {
        this.output = output;
        this.offline = offline;
    }

    @Override
    public Integer call() throws IOException {
        try (var hub = offline.get()) {
            var rulebook = StandardPackChoice.rulebook(hub, pack);
            var file = out == null ? Path.of(EntryTemplate.filename(rulebook)) : out;
            try (var stream = new BufferedOutputStream(Files.newOutputStream(file))) {
                EntryTemplate.write(rulebook, stream);
            }
            output.line("已写入 written: " + file);
        }
        return 0;
    }
}

package cn.lvyue.hub.api.command;

import cn.lvyue.hub.api.PackSchema;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "schema", mixinStandardHelpOptions = true, description = "标准记录的 JSON Schema%nJSON Schema of a record")
final class StandardSchemaCommand implements Callable<Integer> {
    private final Output output;
    private final Supplier<OfflineHub> offline;

    @Option(names = "--pack", description = StandardPackChoice.DESCRIPTION)
    private @Nullable String pack;

    StandardSchemaCommand(Output output, Supplier<OfflineHub> offline) {
        this.output = output;
        this.offline = offline;
    }

    @Override
    public Integer call() {
        try (var hub = offline.get()) {
            output.jsonDocument(PackSchema.of(StandardPackChoice.rulebook(hub, pack)));
        }
        return 0;
    }
}

package cn.lvyue.hub.api.command;

import cn.lvyue.hub.api.FieldAnswer;
import cn.lvyue.hub.ops.TextTable;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "fields", mixinStandardHelpOptions = true, description = "字段表%nThe table of fields")
final class StandardFieldsCommand implements Callable<Integer> {
    private final Output output;
    private final Supplier<OfflineHub> offline;

    @Option(names = "--pack", description = StandardPackChoice.DESCRIPTION)
    private @Nullable String pack;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    StandardFieldsCommand(Output output, Supplier<OfflineHub> offline) {
        this.output = output;
        this.offline = offline;
    }

    @Override
    public Integer call() {
        try (var hub = offline.get()) {
            var fields = FieldAnswer.of(StandardPackChoice.rulebook(hub, pack));
            if (json) {
                output.jsonDocument(fields);
            } else {
                var table = new TextTable(
                        "#", "标识 id", "中文名", "name", "类型 type", "必填 required", "代码表 codes", "依据 provenance");
                fields.forEach(field -> table.row(
                        field.number(),
                        field.id(),
                        field.nameZh(),
                        field.nameEn(),
                        field.type(),
                        field.required(),
                        field.codeList() == null ? "" : field.codeList(),
                        field.assumed() ? field.provenance() + "（推定 assumed）" : field.provenance()));
                output.line(table);
            }
        }
        return 0;
    }
}

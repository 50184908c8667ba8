package cn.lvyue.hub.api.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "lineage",
        mixinStandardHelpOptions = true,
        description = "血缘：从单元格到平台，或反向%nWhere a value came from and went: from the cell to the platform, and back")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class LineageCommand implements Callable<Integer> {
    private final Output output;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--record", description = "投诉编号 / complaint number")
    private @Nullable String record;

    @Option(names = "--revision", description = "版本，默认最新 / revision, the latest by default")
    private @Nullable Integer revision;

    @Option(names = "--field", description = "标准字段 / standard field")
    private @Nullable String field;

    @Option(names = "--target", description = "平台 / platform: provincial, national")
    private @Nullable String target;

    @Option(names = "--platform-id", description = "平台编号 / the platform's own id")
    private @Nullable String platformId;

    @Option(names = "--message", description = "报文编号 / message")
    private @Nullable String message;

    @Option(
            names = "--place",
            description = "位置，如 互联网+督查!K5；line 37, 涉及金额；/data/list/2/qkje / place of the cell or row")
    private @Nullable String place;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    LineageCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var found = hub.get(path());
        if (json) {
            output.jsonDocument(found);
        } else {
            new LineageText(output).print(found);
        }
        return LineageText.isNothing(found) ? 1 : 0;
    }

    private String path() {
        if (record != null) {
            return "/records/" + Told.encoded(record) + "/lineage" + query("revision", revision, "field", field);
        }
        if (message != null && place != null) {
            return "/messages/" + Told.encoded(message) + "/lineage" + query("place", place);
        }
        if (target != null && platformId != null) {
            return "/records/lineage" + query("target", target, "platformId", platformId, "field", field);
        }
        throw new ParameterException(
                spec.commandLine(),
                "请给出 --record，或 --message 与 --place，或 --target 与 --platform-id"
                        + " / name --record, or --message and --place, or --target and --platform-id");
    }

    private static String query(@Nullable Object... namesAndValues) {
        Map<Object, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i] != null && namesAndValues[i + 1] != null) {
                given.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return given.entrySet().stream()
                .map(each -> each.getKey() + "=" + Told.encoded(each.getValue().toString()))
                .collect(Collectors.joining("&", given.isEmpty() ? "" : "?", ""));
    }
}

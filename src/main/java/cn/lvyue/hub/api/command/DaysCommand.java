package cn.lvyue.hub.api.command;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "days",
        mixinStandardHelpOptions = true,
        description = "打印日结声明，供外存%nPrints day statements with their signatures, to be kept outside")
final class DaysCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--after", description = "此日之后的 / only days after this one (yyyy-MM-dd)")
    private @Nullable LocalDate after;

    DaysCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var next = Told.written(after);
        boolean none = true;
        do {
            var page = hub.get("/archive/days?limit=1000" + (next == null ? "" : "&after=" + next));
            none &= page.path("items").isEmpty();
            page.path("items").forEach(day -> {
                output.line(day.path("statement").asString().stripTrailing());
                if (!day.path("signature").isNull()) {
                    output.line(day.path("signature").asString().stripTrailing());
                }
            });
            next = page.path("next").isNull() ? null : page.path("next").asString();
        } while (next != null);
        if (none) {
            output.note("尚无已结的日，每日零点后结前一日 / no day is closed yet; each is closed after its midnight");
        }
        return 0;
    }
}

package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "运行中的枢纽的收支与待处理%nThe balance of the running hub, and what waits")
final class StatusCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    StatusCommand(Output output) {
        this.output = output;
    }

    /** Succeeds only if the balance closes. */
    @Override
    public Integer call() {
        var status = hub.get("/status");
        var mappings = hub.get("/mappings");
        boolean balanced = status.path("balanced").asBoolean(false);
        if (json) {
            output.jsonDocument(status instanceof ObjectNode document ? document.set("mappings", mappings) : status);
        } else {
            output.line(StatusText.feeds(status.path("feeds")));
            output.line("");
            output.line(StatusText.targets(status.path("targets")));
            output.line("");
            output.line(StatusText.books(status.path("books")));
            output.line("");
            output.line(MappingText.inForce(mappings));
            output.line("");
            output.line("待处理报文 messages waiting: "
                    + status.path("waiting").path("messages").asLong());
            StatusText.lines(status.path("lines")).forEach(output::line);
            for (var alarm : status.path("alarms")) {
                output.line("告警 alarm %s %s %s / %s"
                        .formatted(
                                alarm.path("code").asString(""),
                                alarm.path("since").asString(""),
                                alarm.path("message").asString(""),
                                alarm.path("messageEn").asString("")));
            }
            output.line(balanced ? "账平 the balance closes" : "账不平！the balance does NOT close");
        }
        return balanced ? 0 : 1;
    }
}

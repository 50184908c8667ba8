package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done to a replay that is planned: starting, approving, holding; and looking at it. */
@SuppressWarnings("NullAway.Init") // set by picocli before call
@Command(mixinStandardHelpOptions = true)
final class ReplayDeedCommand implements Callable<Integer> {
    private static final String SHOW = "show";

    private final Output output;
    private final String deed;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(paramLabel = "ID", description = "重放编号 / the replay's number")
    private String id;

    @Option(names = "--wait", description = "等到各平台答复 / wait until every platform has answered")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "3600",
            description = "最多等待秒数 / wait at most so many seconds (default ${DEFAULT-VALUE})")
    private int timeout;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    /** @param deed as the API names it, or {@code show} */
    ReplayDeedCommand(Output output, String deed) {
        this.output = output;
        this.deed = deed;
    }

    @Override
    public Integer call() {
        var path = "/replays/" + Told.encoded(id);
        var replay = deed.equals(SHOW) ? hub.get(path) : hub.post(path + "/" + deed);
        if (wait) {
            replay = ReplayText.ended(hub, output, id, timeout);
        }
        if (json) {
            output.jsonDocument(replay);
        } else {
            ReplayText.tell(output, replay);
        }
        return !wait || ReplayText.state(replay).equals("DONE") ? 0 : 1;
    }
}

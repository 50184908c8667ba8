package cn.lvyue.hub.api.command;

import cn.lvyue.hub.record.FeedId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "检查标准包、映射和路由文件，不启动服务%nCheck standard pack, mappings and route files without starting servers")
final class CheckCommand implements Callable<Integer> {
    private final Output output;
    private final Supplier<OfflineHub> offline;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    CheckCommand(Output output, Supplier<OfflineHub> offline) {
        this.output = output;
        this.offline = offline;
    }

    @Override
    public Integer call() {
        var faults = new ArrayList<String>();
        var feeds = new ArrayList<Feed>();
        try (var hub = offline.get()) {
            hub.mappings().feeds().forEach(feed -> feeds.add(feed(hub, feed)));
            var routes = new RouteFiles(Path.of(hub.environment().getProperty("hub.routes", "routes")));
            faults.addAll(routes.faults(hub.mappings().feeds()));
        } catch (RuntimeException broken) {
            faults.add(Faults.text(broken));
        }
        if (json) {
            output.jsonDocument(new Result(faults.isEmpty(), feeds, faults));
        } else {
            tell(feeds, faults);
        }
        return faults.isEmpty() ? 0 : 1;
    }

    private static Feed feed(OfflineHub hub, FeedId feed) {
        return new Feed(
                feed.value(), hub.mappings().version(feed), hub.mappings().pack(feed));
    }

    private void tell(List<Feed> feeds, List<String> faults) {
        feeds.forEach(feed -> output.line("来源 %s：映射 %s，标准包 %s / feed, mapping, standard pack"
                .formatted(feed.feed(), feed.mapping(), feed.pack())));
        faults.forEach(output::note);
        if (faults.isEmpty()) {
            output.line("检查通过 / all in order");
        } else {
            output.note("检查未通过，共 %d 处 / not in order, %d faults".formatted(faults.size(), faults.size()));
        }
    }

    record Result(boolean ok, List<Feed> feeds, List<String> faults) {}

    record Feed(String feed, String mapping, String pack) {}
}

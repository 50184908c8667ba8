package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.HubProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hub with an empty data folder on a benchmark's database, without samples. */
final class BenchHub {
    /** The period of what is to rest, in milliseconds. */
    static final String NEVER = "86400000";

    private BenchHub() {}

    /**
     * Starts one whose deliveries rest: they are no part of what is compared.
     *
     * @param home of the benchmark; the hub's data lie in {@code hub} below
     * @param more settings, which count before these
     */
    static HubProcess start(BenchCluster cluster, Path home, String database, String heap, Map<String, String> more)
            throws IOException {
        var settings = new HashMap<>(Map.of("hub.delivery.push-period", NEVER));
        settings.putAll(more);
        return delivering(cluster, home, database, heap, settings);
    }

    /** Starts one that delivers what is sealed, but seals only when it is told to. */
    static HubProcess delivering(
            BenchCluster cluster, Path home, String database, String heap, Map<String, String> more)
            throws IOException {
        var data = home.resolve("hub");
        ChildProcess.run(List.of("rm", "-rf", data.toString()));
        var settings = new HashMap<>(Map.of(
                "hub.delivery.seal-period",
                NEVER,
                "heap",
                heap,
                "hub.trial.play-samples",
                "false",
                "spring.datasource.url",
                cluster.url(database),
                "spring.datasource.username",
                "postgres",
                "spring.datasource.password",
                "unused"));
        settings.putAll(more);
        return HubProcess.start(data, settings);
    }
}

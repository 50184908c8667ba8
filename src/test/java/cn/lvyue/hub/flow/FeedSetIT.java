package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.util.FileSystemUtils;

/**
 * Runs a labelled set of feeds through a hub that knows nothing yet and scores what became of every record: over HTTP, and each
 * source in its own way, folders among them. The table of the set is always polled as a front-end table. The set lies outside the
 * project: {@code HUB_FEED_SET} names its folder. The results are left in {@code target/feed-set}, in the form the set's own scorer
 * reads.
 */
@EnabledIfEnvironmentVariable(named = "HUB_FEED_SET", matches = ".+")
class FeedSetIT {
    private static final Path OUT = Path.of("target", "feed-set");
    private static final Path SET = Path.of(String.valueOf(System.getenv("HUB_FEED_SET")));

    @BeforeAll
    static void clean() throws IOException {
        FileSystemUtils.deleteRecursively(OUT);
        Files.createDirectories(OUT);
    }

    @Test
    void everyRecordComesOutAsTheSetExpectsOverHttp() throws IOException {
        try (var table = new FrontTableDump("feed_set");
                var hub = HubProcess.start(OUT.resolve("http"), settings(table, Map.of()))) {
            requireAsExpected("http", hub.client(), hub.client()::postAndWait, table);
        }
    }

    @Test
    void everyRecordComesOutTheSameInItsSourcesOwnWay() throws Exception {
        var home = OUT.resolve("own");
        try (var table = new FrontTableDump("feed_set_own");
                var own = new SourcesOwnWays(home, SET, OUT);
                var hub = HubProcess.start(home, settings(table, own.settings(OUT)))) {
            own.reach(hub.client());
            requireAsExpected("own", hub.client(), own, table);
        }
    }

    private static void requireAsExpected(String name, HubClient hub, FeedSetWay way, FrontTableDump table)
            throws IOException {
        var results = new FeedSetPlayer(hub, way, table, SET).play();
        FeedSetResult.write(results, OUT.resolve(name + ".jsonl"));

        var wrong = FeedSetScore.wrong(SET.resolve("expected.json"), results);

        assertThat(ofStrength(wrong, "MUST")).isEmpty();
        assertThat(ofStrength(wrong, "SHOULD")).isEmpty();
    }

    private static Map<String, String> settings(FrontTableDump table, Map<String, String> more) {
        var settings = new HashMap<>(table.settings());
        settings.putAll(more);
        settings.put("hub.trial.play-samples", "false");
        return settings;
    }

    private static List<String> ofStrength(List<String> wrong, String strength) {
        return wrong.stream().filter(line -> line.startsWith(strength)).toList();
    }
}

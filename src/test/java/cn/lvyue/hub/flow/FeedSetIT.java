package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.util.FileSystemUtils;

/**
 * Runs a labelled set of feeds through the real HTTP API of a hub that knows nothing yet and scores what became of every record.
 * The set lies outside the project: {@code HUB_FEED_SET} names its folder. The results are left in
 * {@code target/feed-set/results.jsonl}, in the form the set's own scorer reads.
 */
@EnabledIfEnvironmentVariable(named = "HUB_FEED_SET", matches = ".+")
class FeedSetIT {
    private static final Path OUT = Path.of("target", "feed-set");

    @Test
    void everyRecordComesOutAsTheSetExpects() throws IOException {
        var folder = Path.of(System.getenv("HUB_FEED_SET"));
        FileSystemUtils.deleteRecursively(OUT);
        Files.createDirectories(OUT);
        try (var table = new FrontTableDump("feed_set");
                var hub = HubProcess.start(OUT.resolve("home"), settings(table))) {
            var results = new FeedSetPlayer(hub.client(), table, folder).play();
            FeedSetResult.write(results, OUT.resolve("results.jsonl"));

            var wrong = FeedSetScore.wrong(folder.resolve("expected.json"), results);

            assertThat(ofStrength(wrong, "MUST")).isEmpty();
            assertThat(ofStrength(wrong, "SHOULD")).isEmpty();
        }
    }

    private static Map<String, String> settings(FrontTableDump table) {
        var settings = new HashMap<>(table.settings());
        settings.put("hub.trial.play-samples", "false");
        return settings;
    }

    private static List<String> ofStrength(List<String> wrong, String strength) {
        return wrong.stream().filter(line -> line.startsWith(strength)).toList();
    }
}

package cn.lvyue.hub.console;

import cn.lvyue.hub.flow.HubProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * One hub and one browser, before which several classes of tests may sit down one after the other.
 *
 * @param judged what was judged for accessibility here, see {@link Desk#isWhole}
 */
record Office(HubProcess hub, Browsing browsing, Set<String> judged) implements AutoCloseable {
    static final String SAMPLES = "hub.trial.play-samples";

    /**
     * Starts both and waits until the hub has taken in and delivered its samples, if it plays any.
     *
     * @param folder for the hub's data and log, emptied first
     */
    static Office open(Path folder, Map<String, String> settings) {
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var browsing = new Browsing();
        try {
            var office = new Office(HubProcess.start(folder.resolve("home"), settings), browsing, new HashSet<>());
            if (Boolean.parseBoolean(settings.get(SAMPLES))) {
                Awaitility.await("samples played, log in " + office.hub.log())
                        .atMost(Duration.ofMinutes(3))
                        .until(() -> office.log().contains("Trial finished"));
            }
            return office;
        } catch (RuntimeException noHub) {
            browsing.close();
            throw noHub;
        }
    }

    /** What the hub wrote to its console, with a drawn password among it. */
    String log() throws IOException {
        return Files.readString(hub.log(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        browsing.close();
        hub.close();
    }
}

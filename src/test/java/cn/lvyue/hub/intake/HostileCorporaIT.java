package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.flow.HubClient;
import cn.lvyue.hub.flow.HubProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Posts every file of the corpora to one running hub of half a gigabyte. Whatever comes, each gets its answer, and the hub goes on
 * as if nothing had been.
 */
@EnabledIfEnvironmentVariable(named = Corpora.VARIABLE, matches = ".+")
class HostileCorporaIT {
    private static final Path OUT = Path.of("target", "corpora");
    private static final long LONGEST_MILLIS = 10_000;
    /** Where the corpora's documents would fetch things from. */
    private static final int TRAP_PORT = 9;

    private static final byte[] GOOD = "[{\"djbh\":\"GOOD-1\",\"tsnr\":\"拖欠工程款\"}]".getBytes(UTF_8);

    @Test
    void everyFileGetsAnAnswerAndTheHubGoesOn() throws IOException {
        FileSystemUtils.deleteRecursively(OUT);
        var temporary = Files.createDirectories(OUT.resolve("tmp"));
        var feeds = CorpusFeeds.write(OUT);
        var settings = Map.of(
                "hub.trial.play-samples", "false",
                "hub.mappings", feeds.mappings().toString(),
                "hub.routes", feeds.routes().toString(),
                "hub.intake.temporary", temporary.toString(),
                "heap", "512m");
        try (var trap = trap();
                var hub = HubProcess.start(OUT.resolve("home"), settings)) {
            var answers = post(hub.client(), feeds);
            var good = hub.client().postAndWait("corpus-json", GOOD, "good.json");

            assertThat(good.at("/counts/read").asInt()).isEqualTo(1);
            assertThat(wrong(answers)).isEmpty();
            assertThat(Files.readString(hub.log())).doesNotContain("OutOfMemoryError", "StackOverflowError");
            assertThat(trap.accept())
                    .as("a connection to what a document points at")
                    .isNull();
        }
        assertThat(filesIn(temporary)).as("left behind").isEmpty();
        assertThat(filesIn(OUT)).noneMatch(file -> file.endsWith("evil.csv"));
        assertThat(Path.of("/tmp/evil.csv")).doesNotExist();
    }

    private static Map<String, JsonNode> post(HubClient client, CorpusFeeds feeds) throws IOException {
        var answers = new TreeMap<String, JsonNode>();
        for (var one : feeds.feeds().entrySet()) {
            var file = one.getKey();
            if (Files.size(file) == 0) {
                continue;
            }
            long begun = System.nanoTime();
            var answer = client.postAndWait(
                    one.getValue(), Corpora.bytes(file), file.getFileName().toString());
            long millis = (System.nanoTime() - begun) / 1_000_000;
            assertThat(millis).as("milliseconds for %s", file).isLessThan(LONGEST_MILLIS);
            answers.put(Corpora.folder("").relativize(file).toString(), answer);
        }
        return answers;
    }

    private static List<String> wrong(Map<String, JsonNode> answers) {
        var wrong = new ArrayList<String>();
        var expected = new TreeMap<String, String>();
        for (var folder : List.of("json/own", "csv/own", "xml/own", "zip/own", "spreadsheet/own")) {
            Corpora.expected(folder).forEach((name, words) -> expected.put(folder + "/" + name, words));
        }
        answers.forEach((name, answer) -> {
            var status = answer.get("status").asString();
            boolean refused = status.equals("UNREADABLE");
            var words = expected.getOrDefault(name, "SURVIVE");
            boolean complained = refused
                    || answer.at("/counts/rejected").asInt() > 0
                    || !answer.get("findings").isEmpty();
            if (status.equals("FAILED") || words.equals("PARSE") && refused || words.equals("REJECT") && !complained) {
                wrong.add(name + " " + words + ": " + answer);
            }
        });
        return wrong;
    }

    private static ServerSocketChannel trap() throws IOException {
        var trap = ServerSocketChannel.open();
        trap.configureBlocking(false);
        return trap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), TRAP_PORT));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}

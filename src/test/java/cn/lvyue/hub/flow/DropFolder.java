package cn.lvyue.hub.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sender of files, into a folder that a hub watches or that an SFTP server shows to it, which waits for the result beside each. */
public final class DropFolder {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Path folder;
    private int sent;

    public DropFolder(Path folder) {
        this.folder = folder;
    }

    /** The inbox of a feed below a hub's data folder. */
    public static DropFolder inbox(Path home, String feed) {
        return new DropFolder(home.resolve("inbox").resolve(feed));
    }

    /**
     * Puts a file there, whole at once, and waits for its result.
     *
     * @param name a number is put before it, so that a name may come again
     * @return the message summary with its {@code messageId}, as {@link HubClient#awaitOutcome} gives it
     */
    public JsonNode dropAndWait(byte[] content, String name) {
        var unique = "%04d-%s".formatted(++sent, name);
        put(unique, content);
        return awaitResult(unique);
    }

    /** Writes under another name and renames, as careful senders do. */
    public void put(String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            var part = folder.resolve(name + ".part");
            Files.write(part, content);
            Files.move(part, folder.resolve(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public JsonNode awaitResult(String name) {
        return Awaitility.await("result of " + name)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> result(name), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> result(String name) throws IOException {
        for (var place : List.of(".done", ".failed")) {
            var result = folder.resolve(place).resolve(name + ".result.json");
            if (Files.exists(result)) {
                return Optional.of(JSON.readTree(Files.readString(result)));
            }
        }
        return Optional.empty();
    }
}

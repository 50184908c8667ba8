package cn.lvyue.hub.reconciliation;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A statement in the making: its differences go to a file as they are found, one a line, so that any number of them fits. */
final class Draft implements Closeable {
    static final String PREFIX = "differences-";

    private final Path file;
    private final BufferedWriter writer;
    private final JsonMapper json;
    private final Map<String, Long> byCode = new TreeMap<>();
    private @Nullable Statement head;

    private Draft(Path file, BufferedWriter writer, JsonMapper json) {
        this.file = file;
        this.writer = writer;
        this.json = json;
    }

    static Draft in(Path folder, JsonMapper json) {
        try {
            Files.createDirectories(folder);
            var file = Files.createTempFile(folder, PREFIX, ".jsonl");
            return new Draft(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8), json);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void add(Difference difference) {
        try {
            writer.write(json.writeValueAsString(difference));
            writer.write('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        byCode.merge(difference.code(), 1L, Long::sum);
    }

    Map<String, Long> byCode() {
        return byCode;
    }

    /** No difference is added after this; the statement may be told anew. */
    void finish(Statement statement) {
        head = statement;
        try {
            writer.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Statement head() {
        return Objects.requireNonNull(head, "unfinished");
    }

    /** All differences in order, until one is not wanted any more. */
    void each(Predicate<Difference> goOn) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!goOn.test(json.readValue(line, Difference.class))) {
                    return;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            try {
                writer.close(); // which fails on a full disk
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

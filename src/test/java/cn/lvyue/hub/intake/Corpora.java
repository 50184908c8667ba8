package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collections of hostile files that lie outside the project: {@code HUB_CORPORA} names their folder. Beside the files stand tables
 * {@code EXPECTED.tsv} that say what may become of each.
 */
final class Corpora {
    static final String VARIABLE = "HUB_CORPORA";

    private static final Path FOLDER = Path.of(System.getenv().getOrDefault(VARIABLE, ""));

    private Corpora() {}

    static Path folder(String name) {
        return FOLDER.resolve(name);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        return new String(bytes(file), UTF_8);
    }

    /** The data files of a folder and those below it, without what describes them. */
    static List<Path> files(String name) {
        try (var all = Files.walk(folder(name))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("EXPECTED"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File name → the word that says what may become of it, in the table's order. */
    static Map<String, String> expected(String name) {
        var expected = new LinkedHashMap<String, String>();
        for (var row : table(folder(name).resolve("EXPECTED.tsv"))) {
            expected.put(row[0], row[1]);
        }
        return expected;
    }

    /** The rows of a table below its header. */
    static List<String[]> table(Path file) {
        var rows = new ArrayList<String[]>();
        text(file).lines().skip(1).forEach(line -> rows.add(line.split("\t", -1)));
        return rows;
    }
}

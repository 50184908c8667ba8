package cn.lvyue.hub.evidence;

import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Takes bundles apart and puts them together again. */
final class Zip {
    private Zip() {}

    static TreeMap<String, byte[]> read(Path file) throws IOException {
        var entries = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    static Path write(Path folder, Map<String, byte[]> entries) {
        try {
            var file = Files.createTempFile(folder, "changed", ".zip");
            try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.setLevel(1);
                for (var entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** With a manifest that says what is there now, as somebody would write it who has no key. */
    static Map<String, byte[]> withManifest(Map<String, byte[]> entries) {
        var head = new String(entries.get("manifest.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("file:"))
                .collect(Collectors.joining("\n", "", "\n"));
        var all = new TreeMap<>(entries);
        var files = entries.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("manifest"))
                .map(entry -> "file: %d %s %s\n"
                        .formatted(entry.getValue().length, Sm3.hex(entry.getValue()), entry.getKey()))
                .collect(Collectors.joining());
        all.put("manifest.txt", (head + files).getBytes(StandardCharsets.UTF_8));
        return all;
    }
}

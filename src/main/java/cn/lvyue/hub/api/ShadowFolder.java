package cn.lvyue.hub.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.springframework.util.FileSystemUtils;

/** The hub's mappings with uploaded files laid over them, in a folder of its own that goes when it is closed. */
final class ShadowFolder implements AutoCloseable {
    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_FILES = 500;

    private final Path folder;

    private ShadowFolder(Path folder) {
        this.folder = folder;
    }

    /** @param mappings the hub's own; @param body a ZIP with paths as in that folder, or one mapping file in YAML, of {@code feed} */
    static ShadowFolder of(Path mappings, byte[] body, String feed) {
        try {
            var folder = new ShadowFolder(Files.createTempDirectory("hub-shadow"));
            try {
                copy(mappings, folder.folder);
                if (body.length > 1 && body[0] == 'P' && body[1] == 'K') {
                    folder.unzip(body);
                } else {
                    Files.write(folder.inside(feed + ".yaml"), body);
                }
                return folder;
            } catch (IOException | RuntimeException failed) {
                folder.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.sorted(Comparator.naturalOrder()).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void unzip(byte[] body) throws IOException {
        long room = MOST_BYTES;
        int files = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                if (++files > MOST_FILES) {
                    throw tooLarge();
                }
                var file = inside(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                room -= write(zip, file, room);
            }
        }
    }

    private static long write(InputStream from, Path file, long room) throws IOException {
        byte[] bytes = from.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, room + 1));
        if (bytes.length > room) {
            throw tooLarge();
        }
        Files.write(file, bytes);
        return bytes.length;
    }

    private static Refusal tooLarge() {
        return Refusal.badParameter(
                "body",
                "ZIP",
                "至多 %d 个文件、解压后 %d 字节".formatted(MOST_FILES, MOST_BYTES),
                "at most %d files of %d bytes unpacked".formatted(MOST_FILES, MOST_BYTES));
    }

    private Path inside(String name) {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw Refusal.badParameter("body", name, "映射目录内的路径", "paths inside the mappings folder");
        }
        return file;
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}

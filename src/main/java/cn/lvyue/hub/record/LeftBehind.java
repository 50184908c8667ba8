package cn.lvyue.hub.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that were of use while something was under way, and that a hub which was killed could not delete. They may hold content that
 * is kept encrypted everywhere else, so the next start removes them.
 */
public final class LeftBehind {
    private LeftBehind() {}

    /**
     * Removes a folder's files whose names begin so. To be called after all parts of the hub were made: by then it holds the lock of
     * its data folder, and what is there belongs to nobody.
     */
    public static void remove(Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var left = Files.newDirectoryStream(folder, prefix + "*")) {
            for (var file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package cn.lvyue.hub.api.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are named to a command. */
final class GivenFile {
    private GivenFile() {}

    /** @throws IllegalStateException naming the file, if it is none or may not be read */
    static byte[] bytes(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalStateException(
                    "读不到文件 %s，请核对路径和权限 / cannot read file %s; check its path and rights".formatted(file, file));
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** @throws IllegalStateException if nothing can be written there: it is a folder, or its folder is missing */
    static void requirePlace(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new IllegalStateException("%s 是目录，请给出文件名 / %s is a folder; name a file".formatted(file, file));
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "没有目录 %s，请先建立 / there is no folder %s; make it first".formatted(folder, folder));
        }
    }
}

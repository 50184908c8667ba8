package cn.lvyue.hub.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Folders of this machine. What is written is on the disk before it is renamed, and the renaming before it is told. */
final class LocalDepot implements Depot {
    @Override
    public List<Entry> list(String folder, int most) throws IOException {
        var path = Path.of(folder);
        var found = new ArrayList<Entry>();
        if (!Files.isDirectory(path)) {
            return found;
        }
        try (var entries = Files.newDirectoryStream(path)) {
            for (var entry : entries) {
                if (found.size() >= most) {
                    break;
                }
                addPlain(entry, found);
            }
        }
        return found;
    }

    private static void addPlain(Path entry, List<Entry> found) throws IOException {
        try {
            var seen = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (seen.isRegularFile()) {
                found.add(new Entry(
                        String.valueOf(entry.getFileName()),
                        seen.size(),
                        seen.lastModifiedTime().toInstant()));
            }
        } catch (NoSuchFileException taken) {
            return;
        }
    }

    @Override
    public boolean has(String folder, String name) {
        return Files.exists(Path.of(folder, name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public byte[] read(String folder, String name, long limit) throws IOException {
        try (var bytes = Files.newInputStream(Path.of(folder, name))) {
            return LimitedRead.all(bytes, limit);
        }
    }

    @Override
    public void write(String folder, String name, byte[] bytes) throws IOException {
        Files.createDirectories(Path.of(folder));
        try (var file = FileChannel.open(
                Path.of(folder, name),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                file.write(left);
            }
            file.force(true);
        }
        force(folder);
    }

    @Override
    public void move(String folder, String name, String toFolder, String toName) throws IOException {
        Files.createDirectories(Path.of(toFolder));
        var to = Path.of(toFolder, toName);
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(toName);
        }
        Files.move(Path.of(folder, name), to, StandardCopyOption.ATOMIC_MOVE);
        force(toFolder);
    }

    /** A name is on the disk only once its folder is. */
    private static void force(String folder) throws IOException {
        try (var names = FileChannel.open(Path.of(folder), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public void remove(String folder, String name) throws IOException {
        Files.deleteIfExists(Path.of(folder, name));
    }

    @Override
    public void close() {
        // nothing is held open between two calls
    }
}

package cn.lvyue.hub.channel.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The whole content of a file on this machine: the file itself, or a copy that goes when it is closed. */
record LocalCopy(Path path, boolean temporary) implements Closeable {
    InputStream open() throws IOException {
        return Files.newInputStream(path, NOFOLLOW_LINKS);
    }

    SeekableByteChannel channel() throws IOException {
        return Files.newByteChannel(path, StandardOpenOption.READ, NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(path);
        }
    }
}

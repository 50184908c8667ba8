package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.TemporaryFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Bytes that need random access, in a file of our own naming; gone when closed. */
final class TemporaryFile extends FilterInputStream {
    static final String PREFIX = "lvyue-intake-";

    private final Path path;

    private TemporaryFile(Path path, InputStream in) {
        super(in);
        this.path = path;
    }

    /** The bytes as a file; those that are in one already stay there. The given stream is closed. */
    static TemporaryFile holding(InputStream bytes, IntakeSettings settings) throws IOException {
        if (bytes instanceof TemporaryFile already) {
            return already;
        }
        var path = create(settings.temporary());
        try (bytes) {
            copy(bytes, path);
            return new TemporaryFile(path, open(path));
        } catch (IOException | RuntimeException e) {
            delete(path);
            throw e;
        }
    }

    static Path create(@Nullable Path folder) {
        try {
            if (folder == null) {
                return Files.createTempFile(PREFIX, null);
            }
            Files.createDirectories(folder);
            return Files.createTempFile(folder, PREFIX, null);
        } catch (IOException e) {
            throw new TemporaryFailure("no temporary file can be made: " + e.getMessage(), e);
        }
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new TemporaryFailure("temporary file " + path + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        super.close();
        delete(path);
    }

    private static InputStream open(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new TemporaryFailure("temporary file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void copy(InputStream bytes, Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                write(out, buffer, n);
            }
        }
    }

    /** A full disk is no fault of the content. */
    private static void write(OutputStream out, byte[] buffer, int n) {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw new TemporaryFailure("temporary file cannot be written: " + e.getMessage(), e);
        }
    }
}

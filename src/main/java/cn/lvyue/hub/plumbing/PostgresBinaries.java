package cn.lvyue.hub.plumbing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's programs, unpacked from the jar they travel in, once per version. */
final class PostgresBinaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");
    private static final int ANY_EXECUTE = 0111;

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks what is not there yet.
     *
     * @param parent holds one folder per version; readable by every account, for PostgreSQL may run under another one
     */
    static PostgresBinaries in(Path parent) {
        var archive = PostgresBinaries.class.getResource(ARCHIVE);
        if (archive == null || !runsHere()) {
            throw new CannotStart(
                    "内置 PostgreSQL 只支持 Linux x86_64。请用 spring.datasource.url 指定外部数据库。",
                    "The embedded PostgreSQL runs on Linux x86_64 only. Set spring.datasource.url to a server of yours.");
        }
        try {
            var folder = parent.resolve(versionOf(archive));
            if (!Files.isDirectory(folder)) {
                unpackWhole(archive, parent, folder);
            }
            return new PostgresBinaries(folder.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static boolean runsHere() {
        return "Linux".equals(System.getProperty("os.name")) && "amd64".equals(System.getProperty("os.arch"));
    }

    /** The archive's checksum as the jar states it: differs with every version, and costs no reading. */
    private static String versionOf(URL archive) throws IOException {
        var connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return "postgres-%08x".formatted(jar.getJarEntry().getCrc());
        }
        return "postgres-" + connection.getContentLengthLong();
    }

    /** Unpacks beside and renames, so that a folder of the final name is always complete. */
    private static void unpackWhole(URL archive, Path parent, Path folder) throws IOException {
        Files.createDirectories(parent);
        Files.setPosixFilePermissions(parent, FOLDER);
        var draft = Files.createTempDirectory(parent, "unpacking-");
        try {
            unpack(archive, draft);
            Files.setPosixFilePermissions(draft, FOLDER);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) { // else another process was faster
                throw e;
            }
        } finally {
            FileSystemUtils.deleteRecursively(draft);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (var bytes = new BufferedInputStream(archive.openStream());
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        var path = entry.resolveIn(target);
        Files.createDirectories(entry.isDirectory() ? path : path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isDirectory()) {
            Files.setPosixFilePermissions(path, FOLDER);
        } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, (entry.getMode() & ANY_EXECUTE) != 0 ? FOLDER : PLAIN);
        }
    }
}

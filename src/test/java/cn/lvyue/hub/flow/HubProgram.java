package cn.lvyue.hub.flow;

import cn.lvyue.hub.plumbing.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/**
 * The hub as many short tests run it: without the costly optimisation of a process that lives for days, and with an archive of the
 * classes that a start loads, which only a jar can have. Jar and archive are made by the first test JVM that asks and anew when a
 * class has changed.
 */
final class HubProgram {
    private static final Path FOLDER = Path.of("target", "hub-program").toAbsolutePath();
    private static final Path JAR = FOLDER.resolve("hub.jar");
    private static final Path ARCHIVE = FOLDER.resolve("hub.jsa");
    private static final Path MADE = FOLDER.resolve("made");
    private static final Path HOME = FOLDER.resolve("home");
    private static final Path PREPARED = FOLDER.resolve("prepared");
    /** For the archive, which the JVM writes when the hub has stopped; one that is killed meanwhile leaves none, and every start is dear. */
    private static final Duration WRITING = Duration.ofMinutes(5);

    private static final List<String> CLUSTER = List.of("secrets", "postgres");
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path classes;
    private final String classPath;

    /** @param classPath of the hub, with its classes in a folder */
    HubProgram(String classPath) {
        var entries =
                Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
        this.classes = entries.stream().filter(Files::isDirectory).findFirst().orElseThrow();
        this.classPath = entries.stream()
                .map(entry -> entry.equals(classes) ? JAR : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Options of a JVM that is to run the hub, the class path among them. */
    List<String> options() {
        try {
            Files.createDirectories(FOLDER);
            try (var file = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = file.lock()) {
                if (held.isValid() && isStale()) {
                    make();
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return options("-XX:SharedArchiveFile=" + ARCHIVE);
    }

    /** Lets a hub use the programs of PostgreSQL that were unpacked for all tests. @param home its data folder */
    static void lendTo(Path home) {
        try {
            var programs = Files.createDirectories(home).resolve("bin");
            if (!Files.exists(programs)) {
                Files.createSymbolicLink(programs, TestPostgres.PROGRAMS);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Spares a hub setting up its database: it finds what one leaves that is killed right after its migrations. Keys, the first
     * administrator and all else it draws itself; only the passwords of its own PostgreSQL are not its alone.
     *
     * @param home its data folder; left alone if a hub was there already
     */
    static void prepare(Path home) {
        try {
            Files.createDirectories(home);
            if (CLUSTER.stream().map(home::resolve).noneMatch(Files::exists)) {
                for (var part : CLUSTER) {
                    copy(PREPARED.resolve(part), home.resolve(part));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** With owners and permissions, about which PostgreSQL is strict. */
    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private List<String> options(String archive) {
        var options = new ArrayList<>(SHORT_LIVED);
        options.addAll(List.of(archive, "-cp", classPath));
        return options;
    }

    private boolean isStale() throws IOException {
        if (!Files.exists(MADE) || !Files.readString(MADE).equals(classPath)) {
            return true;
        }
        var made = Files.getLastModifiedTime(MADE);
        try (var all = Files.walk(classes)) {
            for (var path : all.toList()) {
                if (Files.getLastModifiedTime(path).compareTo(made) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void make() throws IOException {
        Files.deleteIfExists(MADE);
        Files.deleteIfExists(ARCHIVE);
        FileSystemUtils.deleteRecursively(HOME);
        pack();
        migrate();
        lendTo(HOME);
        prepare(HOME);
        HubProcess.start(
                        HOME, Map.of("hub.trial.play-samples", "false"), options("-XX:ArchiveClassesAtExit=" + ARCHIVE))
                .close(WRITING);
        Files.writeString(MADE, classPath);
    }

    private static void migrate() throws IOException {
        FileSystemUtils.deleteRecursively(PREPARED);
        try (var postgres = TestPostgres.start(PREPARED)) {
            Flyway.configure()
                    .dataSource(postgres.url(), postgres.user(), postgres.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
    }

    /** Folders too, for Spring looks for its components in them. */
    private void pack() throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(JAR));
                var all = Files.walk(classes)) {
            for (var path : all.filter(path -> !path.equals(classes)).toList()) {
                var name = classes.relativize(path).toString();
                if (Files.isDirectory(path)) {
                    jar.putNextEntry(new ZipEntry(name + "/"));
                } else {
                    jar.putNextEntry(new ZipEntry(name));
                    Files.copy(path, jar);
                }
            }
        }
    }
}

package cn.lvyue.hub.flow;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
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

    /** Lets a hub use the programs of PostgreSQL that the first one unpacked. @param home its data folder */
    static void lendTo(Path home) {
        try {
            var programs = Files.createDirectories(home).resolve("bin");
            if (!Files.exists(programs)) {
                Files.createSymbolicLink(programs, HOME.resolve("bin"));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
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
        HubProcess.start(
                        HOME, Map.of("hub.trial.play-samples", "false"), options("-XX:ArchiveClassesAtExit=" + ARCHIVE))
                .close();
        Files.writeString(MADE, classPath);
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

package cn.lvyue.hub.console;

import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The browser of the tests: the one that {@code hub.browser} or {@code HUB_BROWSER} names, else one in {@code PATH} (first the one
 * without a window of its own, which costs half), else the one Playwright keeps for itself. Where there is none it is fetched, from the system's packages or by Playwright; where that fails the
 * tests fail, and say what to do.
 */
final class Chromium {
    private static final String PROPERTY = "hub.browser";
    private static final String VARIABLE = "HUB_BROWSER";
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();
    private static final long MINUTES = 10;

    private final String path;
    private final Path playwrightsOwn;

    Chromium(Playwright playwright) {
        this(
                String.valueOf(System.getenv("PATH")),
                Path.of(playwright.chromium().executablePath()));
    }

    /** @param path folders of programs, as the variable of this name has them */
    Chromium(String path, Path playwrightsOwn) {
        this.path = path;
        this.playwrightsOwn = playwrightsOwn;
    }

    /** @throws IllegalStateException if there is none and none can be fetched, with the remedy */
    Path program() {
        var named = named();
        if (named != null) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new IllegalStateException("浏览器 %s 不存在 / the browser %s that %s or %s names is no program"
                        .formatted(named, named, PROPERTY, VARIABLE));
            }
            return Path.of(named);
        }
        return found().orElseGet(this::fetched);
    }

    private static @Nullable String named() {
        var property = System.getProperty(PROPERTY, "");
        return property.isBlank() ? System.getenv(VARIABLE) : property;
    }

    private Optional<Path> found() {
        var programs = NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)));
        return Stream.concat(programs, Stream.of(playwrightsOwn))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One test JVM at a time fetches; the others then find what it brought. */
    private Path fetched() {
        try {
            Files.createDirectories(FOLDER);
            try (var file = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = file.lock()) {
                for (var way : held.isValid() ? ways() : List.<List<String>>of()) {
                    var there = found();
                    if (there.isPresent()) {
                        return there.get();
                    }
                    run(way);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found().orElseThrow(() -> new IllegalStateException("""
            页面测试需要 Chromium：本机没有，也未能自动安装（过程见 %1$s）。请安装系统软件包 chromium 和 fonts-noto-cjk，或设 HUB_BROWSER=<浏览器程序>。
            The tests of the pages need Chromium: it is not on this machine and could not be fetched (%1$s tells why). Install the \
            system's packages chromium and fonts-noto-cjk (Debian: apt-get install chromium fonts-noto-cjk), or set \
            HUB_BROWSER=<its program>.\
            """.formatted(log())));
    }

    private static List<List<String>> ways() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                List.of("apt-get", "update"),
                install("chromium-headless-shell", "fonts-noto-cjk"),
                install("chromium", "fonts-noto-cjk"),
                List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.microsoft.playwright.CLI",
                        "install",
                        "chromium"));
    }

    private static List<String> install(String... packages) {
        return Stream.concat(Stream.of("apt-get", "install", "-y", "--no-install-recommends"), Stream.of(packages))
                .toList();
    }

    private static void run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            var process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException notHere) {
            Files.writeString(log(), notHere + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static Path log() {
        return FOLDER.resolve("fetch.log");
    }
}

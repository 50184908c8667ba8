package cn.lvyue.hub.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A hub in a process of its own, so that it can be killed. */
public final class HubProcess implements AutoCloseable {
    public static final String TOKEN = "test-token-0123456789abcdef0123456789abcdef";

    private static final Duration START = Duration.ofSeconds(120);

    private final Process process;
    private final int port;
    private final Path log;

    private HubProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts a hub and waits until it is ready.
     *
     * @param home its data directory, kept when it stops
     * @param settings more settings, by property name
     */
    public static HubProcess start(Path home, Map<String, String> settings) {
        var hub = launch(home, settings);
        Awaitility.await("hub ready, log in " + hub.log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("the hub stopped, log in " + hub.log, () -> !hub.process.isAlive())
                .until(hub::isReady);
        return hub;
    }

    private static HubProcess launch(Path home, Map<String, String> settings) {
        try {
            Files.createDirectories(home);
            int port = freePort();
            var log = home.resolveSibling(home.getFileName() + ".log");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + settings.getOrDefault("heap", "512m"),
                    "-cp",
                    classPathWithoutTests(),
                    "-Dhub.home=" + home.toAbsolutePath(),
                    "-Dserver.port=" + port));
            settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.add("cn.lvyue.hub.LvyueHub");
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("HUB_ADMIN_TOKEN", TOKEN);
            return new HubProcess(builder.start(), port, log);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A hub must not pick up what tests wire. */
    public static String classPathWithoutTests() {
        return String.join(
                System.getProperty("path.separator"),
                List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"))).stream()
                        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                        .toList());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public HubClient client() {
        return new HubClient(URI.create("http://127.0.0.1:" + port), TOKEN);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /** As {@code kill -9}: the hub gets no chance to put anything in order. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

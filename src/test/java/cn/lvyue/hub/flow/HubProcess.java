package cn.lvyue.hub.flow;

import cn.lvyue.hub.signing.TestVault;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** For a machine that does much else; a hub that stops is told of at once. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration END = Duration.ofMinutes(1);

    /** Set by the build for the hubs of its tests; a benchmark starts hubs as users do. */
    private static final String SHORT_LIVED = "hub.process.short-lived";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final Path log;
    private final HubClient client;

    private HubProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.client = new HubClient(address(), TOKEN);
    }

    /**
     * Starts a hub and waits until it is ready.
     *
     * @param home its data directory, kept when it stops
     * @param settings more settings, by property name
     */
    public static HubProcess start(Path home, Map<String, String> settings) {
        var options = options();
        if (Boolean.getBoolean(SHORT_LIVED)) {
            HubProgram.lendTo(home);
            if (!settings.containsKey("spring.datasource.url")) {
                HubProgram.prepare(home);
            }
        }
        return start(home, settings, options);
    }

    /** @param options of its JVM, with the class path */
    static HubProcess start(Path home, Map<String, String> settings, List<String> options) {
        var hub = launch(home, settings, options);
        try {
            Awaitility.await("hub ready, log in " + hub.log)
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("the hub stopped, log in " + hub.log, () -> !hub.process.isAlive())
                    .until(hub::isReady);
        } catch (RuntimeException notReady) {
            hub.kill();
            throw notReady;
        }
        return hub;
    }

    private static HubProcess launch(Path home, Map<String, String> settings, List<String> options) {
        try {
            Files.createDirectories(home);
            int port = Ports.free();
            var log = home.resolveSibling(home.getFileName() + ".log");
            var command = new ArrayList<>(List.of(JAVA));
            command.addAll(options);
            command.addAll(List.of(
                    "-Xmx" + settings.getOrDefault("heap", "512m"),
                    "-Dhub.home=" + home.toAbsolutePath(),
                    "-Dserver.port=" + port));
            settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.add("cn.lvyue.hub.LvyueHub");
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("HUB_ADMIN_TOKEN", TOKEN);
            if (settings.containsKey("spring.datasource.url")) { // beside its own database it draws one
                builder.environment().put("HUB_VAULT_MASTERKEY", TestVault.MASTER);
                // and its preset token does everything
                builder.environment().put("HUB_DUTIES_PRESETTOKENS", "everything");
            }
            return new HubProcess(builder.start(), port, log);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Options of a JVM that is to run the hub, the class path among them. */
    static List<String> options() {
        var classPath = classPathWithoutTests();
        return Boolean.getBoolean(SHORT_LIVED) ? new HubProgram(classPath).options() : List.of("-cp", classPath);
    }

    /** A hub must not pick up what tests wire. */
    public static String classPathWithoutTests() {
        return String.join(
                System.getProperty("path.separator"),
                List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"))).stream()
                        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
                        .toList());
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(address().resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
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
        return client;
    }

    /** The same for somebody with a token of his own. */
    public HubClient client(String token) {
        return new HubClient(URI.create("http://127.0.0.1:" + port), token);
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
        awaitEnd(END);
    }

    @Override
    public void close() {
        close(END);
    }

    /** @param patience until it is killed */
    void close(Duration patience) {
        process.destroy();
        awaitEnd(patience);
    }

    private void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

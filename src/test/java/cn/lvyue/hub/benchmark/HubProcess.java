package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The hub as users run it: the packaged jar in a Java process of its own, reached over HTTP, on the benchmark's database. */
final class HubProcess implements AutoCloseable {
    private static final String TOKEN = "benchmark-token-of-no-value";
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    private HubProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts a hub with an empty data folder and returns when it is ready.
     *
     * @param jvmOptions of the hub's Java
     */
    static HubProcess start(Path home, String databaseUrl, List<String> jvmOptions)
            throws IOException, InterruptedException {
        int port = BenchCluster.freePort();
        var data = home.resolve("hub").toAbsolutePath();
        ChildProcess.run(List.of("rm", "-rf", data.toString()));
        var command = ChildProcess.jar(
                jvmOptions,
                Path.of("target/lvyue-hub.jar"),
                List.of(
                        "--server.port=" + port,
                        "--hub.home=" + data,
                        "--hub.trial.play-samples=false",
                        "--spring.datasource.url=" + databaseUrl,
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password="));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("hub.log").toFile());
        builder.environment().put("HUB_ADMIN_TOKEN", TOKEN);
        var hub = new HubProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        Runtime.getRuntime().addShutdownHook(new Thread(hub.process::destroyForcibly));
        hub.awaitReady(home);
        return hub;
    }

    private void awaitReady(Path home) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the hub did not start:\n" + Files.readString(home.resolve("hub.log")));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            return send(request("/actuator/health/readiness").GET().build()).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** Posts a file to a feed. @return the message's id, which the hub gives as soon as the bytes are safe */
    long post(String feed, Path file) throws IOException, InterruptedException {
        var answer = send(request("/api/v1/feeds/" + feed + "/messages")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build());
        if (answer.statusCode() != 202) {
            throw new IOException("the hub answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body()).path("messageId").asLong();
    }

    /** What the hub tells of a message. */
    JsonNode message(long id) throws IOException, InterruptedException {
        return json.readTree(send(request("/api/v1/messages/" + id).GET().build()).body());
    }

    double cpuSeconds() throws IOException {
        return ProcessFigures.cpuSeconds(process.pid());
    }

    long peakMemoryMiB() throws IOException {
        return ProcessFigures.peakMemoryMiB(process.pid());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly()).join();
    }
}

package cn.lvyue.hub.chaos;

import cn.lvyue.hub.flow.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Artemis in a process of its own. */
final class OutsideBroker implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Process process;

    private OutsideBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.process = launch();
    }

    static OutsideBroker start(Path folder) throws IOException {
        Files.createDirectories(folder);
        var broker = new OutsideBroker(folder.toAbsolutePath(), Ports.free());
        broker.awaitOpen();
        return broker;
    }

    private Process launch() {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                Integer.toString(port),
                folder.toString());
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("broker.log").toFile()))
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** As {@code kill -9}, and starts it again at once; the hub meets it while it comes up. */
    void crash() {
        process.destroyForcibly().onExit().join();
        process = launch();
    }

    void awaitOpen() {
        Awaitility.await("broker on port " + port)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(this::isOpen);
    }

    private boolean isOpen() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

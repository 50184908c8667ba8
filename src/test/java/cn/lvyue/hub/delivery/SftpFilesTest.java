package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.flow.SftpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile files against a real SFTP server. */
class SftpFilesTest {
    @TempDir
    Path folder;

    private SftpServer server;
    private DeliveryHub hub;

    @BeforeEach
    void start() {
        server = SftpServer.start(folder.resolve("served"));
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void laysAPackageAndReadsItsReceipt() throws Exception {
        hub = DeliveryHub.fresh(settings(server.knownHosts(folder.resolve("known"))));
        var batch = sealed();
        hub.push(PROVINCIAL);
        var laid = FilesProfileTest.names(server.root().resolve("out"));
        assertThat(laid).hasSize(1);
        assertThat(FilesProfileTest.manifest(server.root().resolve("out").resolve(laid.get(0)))
                        .path("envelope")
                        .path("records")
                        .asInt())
                .isEqualTo(2);
        var pack = hub.deliveries().batch(batch).orElseThrow().packages().get(0);
        Files.createDirectories(server.root().resolve("receipts"));
        Files.writeString(
                server.root().resolve("receipts").resolve(pack.packageId() + ".receipt.json"),
                "{\"receipts\":[{\"stage\":\"R1\",\"code\":\"0\"},{\"stage\":\"R4\",\"code\":\"0\"}]}");
        hub.runUntil(
                PROVINCIAL, () -> hub.deliveries().batch(batch).orElseThrow().state() == BatchState.RECEIPTED);
        assertThat(FilesProfileTest.names(server.root().resolve("receipts/done")))
                .hasSize(1);
    }

    @Test
    void aServerWithAnotherKeyGetsNothing() throws Exception {
        hub = DeliveryHub.fresh(settings(server.knownHosts(folder.resolve("known"), SftpServer.newKey())));
        var batch = sealed();
        hub.push(PROVINCIAL);
        var pack = hub.deliveries().batch(batch).orElseThrow().packages().get(0);
        assertThat(pack.state()).isEqualTo(PackageState.SEALED);
        assertThat(pack.failure()).contains("not the known server key");
        assertThat(FilesProfileTest.names(server.root().resolve("out"))).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws Exception {
        var known = server.knownHosts(folder.resolve("known"));
        hub = DeliveryHub.fresh(settings(known));
        server.close();
        var batch = sealed();
        hub.push(PROVINCIAL);
        assertThat(hub.deliveries().batch(batch).orElseThrow().packages().get(0).state())
                .isEqualTo(PackageState.SEALED);
        hub.close();
        server = SftpServer.start(folder.resolve("served"));
        hub = hub.another(settings(server.knownHosts(folder.resolve("known"))));
        hub.clock.advance(Duration.ofMinutes(1));
        hub.runUntil(
                PROVINCIAL, () -> hub.deliveries().batch(batch).orElseThrow().state() == BatchState.SENT);
        assertThat(FilesProfileTest.names(server.root().resolve("out"))).hasSize(1);
    }

    private long sealed() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        return hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4)).batchId();
    }

    private String[] settings(Path knownHosts) {
        return Stream.of(
                        "profile=files",
                        "files.folder=out",
                        "files.receipts=receipts",
                        "files.sftp.host=127.0.0.1",
                        "files.sftp.port=" + server.port(),
                        "files.sftp.user=" + SftpServer.USER,
                        "files.sftp.password=" + SftpServer.PASSWORD,
                        "files.sftp.known-hosts=" + knownHosts)
                .map(setting -> "hub.targets.provincial." + setting)
                .toArray(String[]::new);
    }
}

package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.signing.Sm3;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching a hand-over from a hub that hands out three volumes. */
class ExportCommandTest {
    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer hub;
    private volatile long bytes = 100;
    private volatile int breaks;
    private volatile boolean tampered;

    @BeforeEach
    void open() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", this::answer);
        hub.start();
    }

    @AfterEach
    void close() {
        hub.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = exchange.getRequestURI().getQuery();
            boolean volume = exchange.getRequestURI().getPath().endsWith("/volume");
            if (volume) {
                asked.add(query);
            }
            int number = volume ? Integer.parseInt(query.replaceAll(".*&number=(\\d+).*", "$1")) : 0;
            var body = volume
                    ? volume(number)
                    : "{\"messages\":3,\"bytes\":%d}".formatted(bytes).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, number == breaks && volume ? body.length / 2 : body.length);
        }
    }

    private byte[] volume(int number) throws IOException {
        var content = ("content " + number).getBytes(StandardCharsets.UTF_8);
        var manifest =
                "lvyue-handover/1\nfrom: 2026-01-01\nto: 2026-01-31\nafter:%s\nfile: %d %s metadata/%d.xml\nmessages: 1\nnext:%s\n"
                        .formatted(
                                number == 1 ? "" : " 0-" + (number - 1),
                                content.length,
                                Sm3.hex(tampered ? new byte[0] : content),
                                number,
                                number == 3 ? "" : " 0-" + number);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("metadata/" + number + ".xml"));
            zip.write(content);
            zip.putNextEntry(new ZipEntry("manifest.txt"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private CommandRun export(String... more) throws Exception {
        var args = new ArrayList<>(List.of(
                "archive",
                "export",
                "--url",
                "http://127.0.0.1:" + hub.getAddress().getPort(),
                "--from",
                "2026-01-01",
                "--to",
                "2026-01-31",
                "--out",
                folder.resolve("out").toString()));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void fetchesVolumeAfterVolumeWithProgress() throws Exception {
        var run = export("--purpose", "AUDIT", "--reference", "黑档〔2026〕1号");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(files())
                .containsExactly(
                        "handover-2026-01-01-2026-01-31-0001.zip",
                        "handover-2026-01-01-2026-01-31-0002.zip",
                        "handover-2026-01-01-2026-01-31-0003.zip");
        assertThat(run.err()).contains("1 / 3", "3 / 3");
        assertThat(asked.get(1)).contains("purpose=AUDIT", "reference=黑档〔2026〕1号", "after=0-1");
    }

    @Test
    void goesOnAfterTheLastWholeVolumeWhenItWasBrokenOff() throws Exception {
        breaks = 2;
        assertThat(export().code()).isEqualTo(1);
        assertThat(files()).containsExactly("handover-2026-01-01-2026-01-31-0001.zip");

        breaks = 0;
        asked.clear();
        assertThat(export().code()).isZero();
        assertThat(asked).hasSize(2);
        assertThat(files()).hasSize(3);

        asked.clear();
        assertThat(export().code()).as("all is there").isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesToBeginWhenTheDiskIsTooSmall() throws Exception {
        bytes = Long.MAX_VALUE / 2;

        var run = export();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("A226");
        assertThat(asked).isEmpty();
    }

    @Test
    void aVolumeThatDoesNotVerifyIsNotKept() throws Exception {
        tampered = true;

        var run = export();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("A229", "A207", "metadata/1.xml");
        assertThat(files()).isEmpty();
    }

    @Test
    void volumesOfAnotherHandOverAreNotMixedIn() throws Exception {
        export();

        var run = export("--feed", "sme-arrears");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("A228");
    }

    @Test
    void neitherRecordNorDaysIsWrongUsage() throws Exception {
        assertThat(CommandRun.of("archive", "export", "--out", folder.toString())
                        .code())
                .isEqualTo(2);
        assertThat(CommandRun.of("archive", "lineage").code()).isEqualTo(2);
    }
}

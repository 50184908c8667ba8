package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.ForeignSchema;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.flow.SftpServer;
import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.PlatformCalls.Result;
import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data by SFTP, receipts another way: through the real routes, with a real server for each. */
class MixedProfilesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/targets/provincial/receipts";

    @TempDir
    Path folder;

    private SftpServer server;

    @BeforeEach
    void start() {
        server = SftpServer.start(folder.resolve("served"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void filesGoBySftpAndReceiptsComeAsRowsOfATable() throws Exception {
        try (var schema = ForeignSchema.create("front_receipts")) {
            schema.run("""
                    create table answer (
                        package_id varchar(36), record_no int, op int, data_version int, tong_time timestamp,
                        sync_status varchar(2), error_reason text, platform_id text,
                        x_no text, x_source text, x_text text, x_facts text, x_name text, x_home text, x_decided text,
                        primary key (package_id, record_no));
                    grant usage on schema front_receipts to front_receipts_hub;
                    grant select, insert on answer to front_receipts_hub""");
            var settings = settings(
                    "receipts.profile=table",
                    "table.url=" + schema.url(),
                    "table.username=" + schema.user(),
                    "table.password=" + schema.password(),
                    "table.schema=" + schema.name(),
                    "table.table=answer",
                    "table.columns.X_PHONE=-");
            try (var hub = DeliveryHub.fresh(settings);
                    var routes = DeliveryRoutes.start(hub)) {
                var laid = sentBySftp(hub);
                hub.clock.advance(Duration.ofMinutes(2));
                assertThat(state(hub)).as("no row is no receipt").isEqualTo(PackageState.SENT);

                schema.owner()
                        .sql(
                                "insert into answer (package_id, record_no, x_source, sync_status, error_reason, platform_id)"
                                        + " values (?, 1, 'GD-1', '2', null, 'T-1'), (?, 2, 'GD-2', '3', '主体不存在', null)")
                        .params(laid, laid)
                        .update();

                await().atMost(LONG).untilAsserted(() -> {
                    hub.clock.advance(Duration.ofMinutes(1));
                    assertThat(state(hub)).isEqualTo(PackageState.PARTLY);
                });
                var first = hub.deliveries().of(ListedOutbox.id(1)).get(0);
                var second = hub.deliveries().of(ListedOutbox.id(2)).get(0);
                assertThat(first.platformId()).isEqualTo("T-1");
                assertThat(second.state()).isEqualTo(DeliveryState.REFUSED);
                assertThat(second.message()).contains("主体不存在");
                assertThat(routes).isNotNull();
            }
        }
    }

    @Test
    void filesGoBySftpAndReceiptsComeByASignedCallOrWhenAskedFor() throws Exception {
        try (var platform = new ScriptedPlatform()) {
            var all = new ArrayList<>(List.of(settings("receipts.profile=hub-json")));
            all.addAll(List.of(platform.settings()));
            try (var hub = DeliveryHub.fresh(all.toArray(String[]::new));
                    var routes = DeliveryRoutes.start(hub)) {
                var laid = sentBySftp(hub);
                hub.clock.advance(Duration.ofMinutes(2));
                assertThat(platform.posts()).as("data goes by SFTP alone").isZero();
                assertThat(state(hub))
                        .as("a platform that has no receipt yet has not lost the package")
                        .isEqualTo(PackageState.SENT);

                var body = """
                        {"packageId":"%s","receipts":[{"stage":"R3","code":"0","records":[]},
                        {"stage":"R4","code":"0","records":[{"sourceRecordNo":"GD-1","code":"0","platformId":"C-1"},
                        {"sourceRecordNo":"GD-2","code":"0","platformId":"C-2"}]}]}""".formatted(laid);
                assertThat(routes.call(signed(hub, body))).isEqualTo(new Result.Taken(List.of()));

                assertThat(state(hub)).isEqualTo(PackageState.RECEIPTED);
                assertThat(hub.deliveries().of(ListedOutbox.id(2)).get(0).platformId())
                        .isEqualTo("C-2");
            }
        }
    }

    /** @return the package's id, as the file's name has it */
    private String sentBySftp(DeliveryHub hub) {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        await().atMost(LONG).untilAsserted(() -> assertThat(state(hub)).isEqualTo(PackageState.SENT));
        var name = laid().get(0);
        return name.substring(name.lastIndexOf('_') + 1, name.length() - ".zip".length());
    }

    private List<String> laid() {
        return FilesProfileTest.names(server.root().resolve("out")).stream()
                .filter(name -> name.endsWith(".zip"))
                .toList();
    }

    private static PackageState state(DeliveryHub hub) {
        return hub.deliveries()
                .batches(PROVINCIAL, null, Long.MAX_VALUE, 1)
                .get(0)
                .packages()
                .get(0)
                .state();
    }

    private static PlatformCall signed(DeliveryHub hub, String text) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var time = Long.toString(hub.clock.millis());
        var told = String.join("\n", "POST", PATH, time, "once-and-only", Sm3.hex(body));
        var value = Sm3.hmac(
                "a secret of the platform".getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
        return new PlatformCall(
                PROVINCIAL,
                "POST",
                PATH,
                new PlatformCall.Signature("platform", time, "once-and-only", value),
                "application/json",
                body);
    }

    private String[] settings(String... receipts) throws IOException {
        return Stream.concat(
                        Stream.of(
                                "profile=files",
                                "files.folder=out",
                                "files.receipts=receipts",
                                "files.sftp.host=127.0.0.1",
                                "files.sftp.port=" + server.port(),
                                "files.sftp.user=" + SftpServer.USER,
                                "files.sftp.password=" + SftpServer.PASSWORD,
                                "files.sftp.known-hosts=" + server.knownHosts(folder.resolve("known"))),
                        Stream.of(receipts))
                .map(setting -> "hub.targets.provincial." + setting)
                .toArray(String[]::new);
    }
}

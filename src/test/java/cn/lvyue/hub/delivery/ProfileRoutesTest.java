package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.ForeignSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real routes carry a day's batch through each profile, to the last receipt. */
class ProfileRoutesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void aBatchTravelsAsFilesToTheLastReceipt() {
        try (var hub = DeliveryHub.fresh(
                        "hub.targets.provincial.profile=files",
                        "hub.targets.provincial.files.folder=" + folder.resolve("out"),
                        "hub.targets.provincial.files.receipts=" + folder.resolve("in"));
                var routes = DeliveryRoutes.start(hub)) {
            hub.outbox.addNew(PROVINCIAL, 1, 7);
            hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
            await().atMost(LONG).untilAsserted(() -> {
                takeFiles();
                assertReceipted(hub, 0, 7);
            });
            assertThat(FilesProfileTest.names(folder.resolve("out"))).isEmpty();
            assertThat(routes).isNotNull();
        }
    }

    /** What a receiver does: takes each file away and answers it. */
    private void takeFiles() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        for (var name : FilesProfileTest.names(folder.resolve("out"))) {
            if (name.endsWith(".zip")) {
                Files.delete(folder.resolve("out").resolve(name));
                var id = name.substring(name.lastIndexOf('_') + 1, name.length() - ".zip".length());
                Files.writeString(
                        folder.resolve("in").resolve(id + ".receipt.json"),
                        "{\"receipts\":[{\"stage\":\"R1\",\"code\":\"0\"},{\"stage\":\"R4\",\"code\":\"0\"}]}");
            }
        }
    }

    @Test
    void confirmedBreachesTravelAsRowsToTheNationAndOnlyThose() {
        try (var schema = ForeignSchema.create("front_national")) {
            schema.run("""
                    create table complaint (
                        package_id varchar(36), record_no int, op int, data_version int, tong_time timestamp,
                        sync_status varchar(2), error_reason text, platform_id text,
                        x_no text, x_source text, x_text text, x_facts text, x_name text, x_home text, x_decided text,
                        primary key (package_id, record_no));
                    grant usage on schema front_national to front_national_hub;
                    grant select, insert on complaint to front_national_hub""");
            try (var hub = DeliveryHub.fresh(table(schema));
                    var routes = DeliveryRoutes.start(hub)) {
                hub.outbox.addNew(NATIONAL, 1, 5);
                await().atMost(LONG).untilAsserted(() -> {
                    schema.run("update complaint set sync_status = '2', platform_id = 'N-' || x_source");
                    assertReceipted(hub, 1, 5);
                });
                assertThat(schema.owner()
                                .sql("select count(*) from complaint where x_decided = '1'")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(5);
                assertThat(hub.deliveries().of(ListedOutbox.id(3)).get(0).platformId())
                        .isEqualTo("N-GD-3");
                assertThat(routes).isNotNull();
            }
        }
    }

    private static String[] table(ForeignSchema schema) {
        return Stream.of(
                        "profile=table",
                        "table.url=" + schema.url(),
                        "table.username=" + schema.user(),
                        "table.password=" + schema.password(),
                        "table.schema=" + schema.name(),
                        "table.table=complaint",
                        "table.columns.X_PHONE=-")
                .map(setting -> "hub.targets.national." + setting)
                .toArray(String[]::new);
    }

    private static void assertReceipted(DeliveryHub hub, int target, long records) {
        hub.clock.advance(Duration.ofSeconds(1));
        assertThat(hub.deliveries().balances().get(target).receipted()).isEqualTo(records);
    }
}

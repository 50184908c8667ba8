package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.ForeignSchema;
import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The profile table against a schema of somebody else's in a real PostgreSQL. */
class TableProfileTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private final ForeignSchema schema = ForeignSchema.create("front_out");
    private DeliveryHub hub;

    @BeforeEach
    void start() {
        schema.run("""
                create table complaint (
                    package_id varchar(36) not null, record_no int not null, op smallint not null,
                    data_version int not null, tong_time timestamp not null, sync_status char(2) not null,
                    error_reason varchar(200), platform_id varchar(40),
                    x_no varchar(64), x_source varchar(64), x_text varchar(100), facts text, x_name varchar(50),
                    x_home varchar(200), x_decided int,
                    primary key (package_id, record_no));
                create table package (
                    package_id varchar(36) primary key, batch_no varchar(20), business_date date, records int, digest char(64),
                    zero_report boolean, generated_at timestamptz, sync_status char(1));
                grant usage on schema front_out to front_out_hub;
                grant select, insert, update (sync_status) on complaint to front_out_hub;
                grant select, insert on package to front_out_hub""");
        hub = DeliveryHub.fresh(settings());
    }

    @AfterEach
    void stop() {
        hub.close();
        schema.close();
    }

    @Test
    void insertsAPackageWithItsOwnColumnsAndTheFieldsOfThePack() {
        var batch = sealed(3);
        hub.push(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.SENT);
        var row = schema.owner()
                .sql("select * from complaint where record_no = 2")
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("package_id", pack(batch).packageId().toString())
                .containsEntry("op", 0)
                .containsEntry("data_version", 1)
                .containsEntry("sync_status", "0 ")
                .containsEntry("x_source", "GD-2")
                .containsEntry("x_decided", 1);
        assertThat(row.get("facts")).isNotNull();
        assertThat(schema.owner()
                        .sql("select records from package")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whatIsWrittenBackIsReadAsReceiptsPerRecord() {
        var batch = sealed(3);
        hub.push(PROVINCIAL);
        schema.run("update complaint set sync_status = '1'");
        fetch();
        assertThat(stages(batch)).containsExactly("R1");
        schema.run("update complaint set sync_status = '2', platform_id = 'HLJ-' || record_no where record_no <> 2");
        fetch();
        assertThat(stages(batch)).as("one row is not finished").containsExactly("R1");
        schema.run("update complaint set sync_status = '3', error_reason = '主体名称与代码不一致' where record_no = 2");
        fetch();
        assertThat(stages(batch)).containsExactly("R1", "R2", "R3", "R4");
        assertThat(state(batch)).isEqualTo(BatchState.PARTLY);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)).get(0).platformId()).isEqualTo("HLJ-1");
        var refused = hub.deliveries().of(ListedOutbox.id(2)).get(0);
        assertThat(refused.state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(refused.message()).isEqualTo("主体名称与代码不一致");
    }

    @Test
    void aValueNobodyAgreedOnIsToldAndCountsAsNotHandled() {
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        schema.run("update complaint set sync_status = '7'");
        fetch();
        assertThat(stages(batch)).isEmpty();
        assertThat(hub.bean(ListedAlarms.class).open()).containsExactly("T173 provincial");
        schema.run("update complaint set sync_status = '2'");
        fetch();
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
        assertThat(hub.bean(ListedAlarms.class).open()).isEmpty();
    }

    @Test
    void aHubThatStopsBeforeItNotesFindsTheRowsAndInsertsNone() {
        var batch = sealed(3);
        pushedWithoutNote();
        restart();
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void rowsThatWereSeenAndTakenAwayAreNotInsertedAgain() {
        var batch = sealed(3);
        pushedWithoutNote();
        schema.run("delete from complaint");
        schema.run("delete from package");
        restart();
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        assertThat(rows()).isZero();
    }

    @Test
    void aHubThatStopsBeforeTheRowsAreThereInsertsThem() {
        var batch = sealed(3);
        pushedWithoutNote();
        schema.run("delete from complaint");
        schema.run("delete from package");
        hub.jdbc().sql("update delivery.laid set seen_at = null").update();
        restart();
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void sendingAgainInsertsNothingAndMakesRefusedRowsFreshWhenAllWere() {
        var batch = sealed(2);
        hub.push(PROVINCIAL);
        schema.run("update complaint set sync_status = '3', error_reason = 'no'");
        fetch();
        assertThat(pack(batch).state()).isEqualTo(PackageState.REFUSED);
        assertThat(hub.bean(Redelivery.class).retry(pack(batch).packageId())).isTrue();
        hub.push(PROVINCIAL);
        assertThat(pack(batch).state()).isEqualTo(PackageState.SPLIT);
        assertThat(schema.owner()
                        .sql("select count(*) from complaint where sync_status = '0'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aValueThatDoesNotFitLeavesNoRowBehind() {
        schema.run("alter table complaint alter column x_text type varchar(3)");
        var batch = sealed(2);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(rows()).isZero();
        var packages = hub.deliveries().batch(batch).orElseThrow().packages();
        assertThat(packages)
                .extracting(PackageView::state)
                .containsExactly(PackageState.SPLIT, PackageState.REFUSED, PackageState.REFUSED);
        assertThat(packages.get(1).failure()).startsWith("R131").doesNotContain("电话");
    }

    @Test
    void aFieldWithoutAColumnIsNamedAndTheTableMayBeMended() {
        schema.run("alter table complaint rename column x_home to address");
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        assertThat(pack(batch).state()).isEqualTo(PackageState.SEALED);
        assertThat(pack(batch).failure()).contains("field X_HOME has no column");
        schema.run("alter table complaint rename column address to x_home");
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
    }

    @Test
    void aZeroReportIsARowInTheTableOfPackages() {
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY).batchId();
        hub.push(PROVINCIAL);
        assertThat(schema.owner()
                        .sql("select zero_report from package")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        schema.run("update package set sync_status = '2'");
        fetch();
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
    }

    @Test
    void withoutATableOfPackagesAZeroReportIsRefusedAndNotClaimed() {
        hub.close();
        hub = DeliveryHub.fresh(Stream.of(settings())
                .filter(one -> !one.contains("table.packages"))
                .toArray(String[]::new));
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY).batchId();
        hub.push(PROVINCIAL);
        assertThat(pack(batch).failure()).startsWith("R130");
    }

    private String[] settings() {
        return Stream.of(
                        "profile=table",
                        "table.url=" + schema.url(),
                        "table.username=" + schema.user(),
                        "table.password=" + schema.password(),
                        "table.schema=front_out",
                        "table.table=COMPLAINT",
                        "table.packages=package",
                        "table.columns.X_FACTS=facts",
                        "table.columns.X_PHONE=-")
                .map(setting -> "hub.targets.provincial." + setting)
                .toArray(String[]::new);
    }

    private void restart() {
        var stopped = hub;
        hub = stopped.another(settings());
        stopped.close();
    }

    private void pushedWithoutNote() {
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        hub.archive.keepSent(step.compose(pack));
        step.push(pack, hub.archive.sent(pack.packageId()));
    }

    private void fetch() {
        hub.clock.advance(Duration.ofMinutes(10));
        hub.fetchReceipts(PROVINCIAL);
    }

    private long sealed(int records) {
        hub.outbox.addNew(PROVINCIAL, 1, records);
        return hub.deliveries().sealNow(PROVINCIAL, DAY).batchId();
    }

    private int rows() {
        return schema.owner()
                .sql("select count(*) from complaint")
                .query(Integer.class)
                .single();
    }

    private BatchState state(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().state();
    }

    private PackageView pack(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().packages().get(0);
    }

    private List<String> stages(long batch) {
        return pack(batch).receipts().stream().map(Receipt::stage).toList();
    }
}

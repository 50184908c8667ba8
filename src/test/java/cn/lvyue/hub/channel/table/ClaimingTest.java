package cn.lvyue.hub.channel.table;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.ForeignSchema;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Pauses.Pause;
import cn.lvyue.hub.record.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table with columns for the hub to write, through an account with the documented rights. */
class ClaimingTest {
    private static final Map<String, String> STATUS = Map.of(
            "batch", "4",
            "status.column", "sync_status",
            "status.reason", "error_reason",
            "status.record-id", "platform_id",
            "status.time", "tong_time",
            "status.taken-by", "batch_no");
    private static final int KILLS = 200;

    private final KeptMessages messages = new KeptMessages();
    private ForeignSchema schema;
    private TableHub.Surroundings around;

    @BeforeEach
    void create() {
        TestDatabase.reset();
        schema = ForeignSchema.create("front_claiming");
        around = new TableHub.Surroundings(schema, messages);
        schema.run("""
                create table t (id bigint, judge varchar(20) default 'ACCEPTED', note text, amount numeric,
                    sync_status varchar(2) default '0', error_reason varchar(60), platform_id varchar(40),
                    tong_time timestamp, batch_no varchar(40))""");
        schema.grantWriting("t", "sync_status, error_reason, platform_id, tong_time, batch_no");
    }

    @AfterEach
    void drop() {
        schema.close();
    }

    private TableHub hub(Map<String, String> more) {
        return hub(more, new Steps());
    }

    private TableHub hub(Map<String, String> more, Steps steps) {
        var settings = new HashMap<>(STATUS);
        settings.putAll(more);
        return TableHub.start(around, settings, steps);
    }

    private void insert(int from, int to) {
        schema.owner()
                .sql("insert into t (id, note) select n, 'row ' || n from generate_series(?, ?) n")
                .params(from, to)
                .update();
    }

    private String one(String sql) {
        return schema.owner().sql(sql).query(String.class).single();
    }

    @Test
    void everyRowIsArchivedOnceInOrderAndWrittenBack() {
        insert(1, 10);

        try (var hub = hub(Map.of()).poll(3)) {
            assertThat(messages.all("id")).containsExactlyElementsOf(numbers(1, 10));
            assertThat(messages.count()).as("batches of four").isEqualTo(3);
            assertThat(one("select count(*) from t where sync_status = '2' and platform_id is not null"
                            + " and error_reason is null and tong_time = '2023-10-16 06:00:04'"))
                    .isEqualTo("10");
            assertThat(hub.tables().states().get(0).openBatches()).isZero();
            hub.poll(3);
            assertThat(messages.count()).isEqualTo(3);
        }
    }

    @Test
    void theColumnsTheHubWritesAreNoPartOfTheData() {
        schema.run("insert into t (id, note, amount) values (1, '', 12345678901234567890.1200)");

        try (var hub = hub(Map.of()).poll(1)) {
            assertThat(messages.body(1)).isEqualTo("""
                    {"table":"T","key":["ID"],"rows":[
                    {"id":1,"judge":"ACCEPTED","note":"","amount":12345678901234567890.1200}
                    ]}
                    """);
        }
    }

    @Test
    void anOutcomeIsToldByItsStatusAndInWords() {
        schema.run(
                "insert into t (id, judge) values (1, 'REJECTED'), (2, 'PARKED'), (3, 'DUPLICATE'), (4, 'CONFLICT')");

        try (var hub = hub(Map.of("status.parked", "4")).poll(2)) {
            assertThat(schema.owner()
                            .sql("select sync_status from t order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("3", "4", "2", "4");
            var reason = one("select error_reason from t where id = 1");
            assertThat(reason)
                    .startsWith("V104 [STATE] ")
                    .contains("7")
                    .endsWith("…")
                    .doesNotContain("N101");
            assertThat(reason.codePointCount(0, reason.length())).isEqualTo(60);
            assertThat(one("select coalesce(platform_id, 'none') from t where id = 1"))
                    .isEqualTo("none");
        }
    }

    @Test
    void rowsOfAMessageThatCannotBeReadAreRejectedWithItsReason() {
        insert(1, 3);
        around.ledger()
                .say(
                        MessageStatus.UNREADABLE,
                        List.of(new Finding("F105", Severity.REJECT, null, "file", null, "1 MB")));

        try (var hub = hub(Map.of()).poll(2)) {
            assertThat(one("select count(*) from t where sync_status = '3' and error_reason like 'F105 %'"))
                    .isEqualTo("3");
        }
    }

    @Test
    void rowsOfAMessageTheHubFailedAtWaitForAPerson() {
        insert(1, 3);
        around.ledger().say(MessageStatus.FAILED, List.of());

        try (var hub = hub(Map.of()).poll(3)) {
            assertThat(one("select count(*) from t where sync_status = '1'")).isEqualTo("3");
            assertThat(hub.tables().states().get(0).openBatches()).isEqualTo(1);
            around.ledger().say(MessageStatus.DONE, List.of());
            hub.poll(1);
            assertThat(one("select count(*) from t where sync_status = '2'")).isEqualTo("3");
        }
    }

    @Test
    void messagesTheHubFailedAtDoNotStopTheTable() {
        insert(1, 12);
        around.ledger().say(MessageStatus.FAILED, List.of());

        try (var hub = hub(Map.of("open-batches", "2")).poll(3)) {
            assertThat(messages.all("id")).containsExactlyElementsOf(numbers(1, 12));
            around.ledger().say(MessageStatus.DONE, List.of());
            hub.poll(1);
            assertThat(one("select count(*) from t where sync_status = '2'")).isEqualTo("12");
        }
    }

    @Test
    void aRowGivenAnewWhileItsFirstVersionIsInWorkIsTakenAgain() {
        insert(1, 1);
        around.ledger().say(MessageStatus.PROCESSING, List.of());
        try (var hub = hub(Map.of()).poll(1)) {
            schema.run("update t set note = 'corrected', sync_status = '0'");
            hub.poll(1);
            assertThat(messages.all("note")).containsExactly("row 1", "corrected");
            schema.run("update t set note = 'corrected again', sync_status = '0'");
            around.ledger().say(MessageStatus.DONE, List.of());
            hub.poll(1);
            assertThat(messages.all("note")).containsExactly("row 1", "corrected", "corrected again");
            hub.poll(1);
            assertThat(one("select sync_status || batch_no from t")).isEqualTo("2hub-3");
        }
    }

    @Test
    void aHubKilledAfterAnyStepLosesAndDoublesNothing() {
        int kills = 0;
        for (boolean killed = true; killed; kills++) {
            assertThat(kills).isLessThan(KILLS);
            schema.run("truncate t");
            TestDatabase.reset();
            var kept = new KeptMessages();
            around = new TableHub.Surroundings(schema, kept);
            insert(1, 6);
            killed = runUntilKilled(kills);
            insert(7, 9);
            try (var next = hub(Map.of()).poll(4)) {
                assertThat(kept.all("id"))
                        .as("killed after step %d", kills)
                        .containsExactlyInAnyOrderElementsOf(numbers(1, 9));
                assertThat(one("select count(*) from t where sync_status = '2' and platform_id is not null"))
                        .as("killed after step %d", kills)
                        .isEqualTo("9");
                assertThat(next.tables().states().get(0).openBatches()).isZero();
            }
        }
        assertThat(kills).as("steps that were killed at").isGreaterThan(15);
    }

    private boolean runUntilKilled(int step) {
        try (var hub = hub(Map.of(), new Steps(step))) {
            hub.poll(3);
            return false;
        } catch (Steps.Killed killed) {
            return true;
        }
    }

    @Test
    void aRowChangedWhileTheHubWasDownIsTakenInItsNewForm() {
        insert(1, 2);
        var registeredButNotMarked = 2;
        assertThat(runUntilKilled(registeredButNotMarked - 1)).isTrue();
        assertThat(one("select count(*) from t where sync_status = '0'")).isEqualTo("2");
        schema.run("update t set note = 'changed' where id = 2");

        try (var hub = hub(Map.of()).poll(4)) {
            assertThat(messages.all("note")).containsExactly("row 1", "row 2", "changed");
            assertThat(one("select string_agg(sync_status, '') from t")).isEqualTo("22");
        }
    }

    @Test
    void twoInstallationsAtOnceTakeDifferentRows() {
        insert(1, 200);
        try (var one = hub(Map.of());
                var other = TableHub.start("other", around, STATUS, new Steps())) {
            var first = CompletableFuture.runAsync(() -> one.poll(40));
            var second = CompletableFuture.runAsync(() -> other.poll(40));
            CompletableFuture.allOf(first, second).join();
        }
        try (var rest = hub(Map.of());
                var other = TableHub.start("other", around, STATUS, new Steps())) {
            rest.poll(5);
            other.poll(5);
            assertThat(messages.all("id")).containsExactlyInAnyOrderElementsOf(numbers(1, 200));
            assertThat(one("select count(*) from t where sync_status = '2'")).isEqualTo("200");
        }
    }

    @Test
    void aRowSomebodyElseHasLockedIsLeftForTheNextRound() throws Exception {
        insert(1, 3);
        try (var owner = schema.dataSource("front_claiming_owner").getConnection();
                var hub = hub(Map.of())) {
            owner.setAutoCommit(false);
            owner.createStatement().execute("select * from t where id = 2 for update");
            hub.poll(1);
            assertThat(messages.all("id")).containsExactly("1", "3");
            owner.rollback();
            hub.poll(1);
            assertThat(messages.all("id")).containsExactly("1", "3", "2");
        }
    }

    @Test
    void rowsWithoutAKeyAreLeftAndCounted() {
        schema.run("insert into t (id) values (null), (1), (null)");

        try (var hub = hub(Map.of()).poll(2)) {
            assertThat(messages.all("id")).containsExactly("1");
            assertThat(hub.tables().states().get(0).keylessRows()).isEqualTo(2);
        }
    }

    @Test
    void aForeignDatabaseThatIsAwayIsToldOfAndTriedAgainLater() {
        insert(1, 3);
        try (var hub = hub(Map.of("longest-wait", "30s"))) {
            TestDatabase.asSuperuser("alter role front_claiming_hub nologin");
            hub.poll(3);
            var state = hub.tables().states().get(0);
            assertThat(state.failingSince()).isNotNull();
            assertThat(state.failure())
                    .contains("登录被拒", "table T: login refused: check username and password", "SQLSTATE 28000");
            assertThat(state.polledAt()).isNull();

            TestDatabase.asSuperuser("alter role front_claiming_hub login");
            hub.poll(20);
            assertThat(hub.tables().states().get(0).failingSince()).isNull();
            assertThat(one("select count(*) from t where sync_status = '2'")).isEqualTo("3");
        }
    }

    @Test
    void aStatusThatIsANumberAndRowsWithoutOneAreTakenToo() {
        schema.run("""
                drop table t;
                create table t (id varchar(10) primary key, judge text default 'ACCEPTED', sync_status integer,
                    tong_time varchar(30));
                insert into t (id, sync_status) values ('a', null), ('b', 0), ('c', 5), ('d', 2)""");
        schema.grantWriting("t", "sync_status, tong_time");
        var settings = Map.of(
                "status.reason", "", "status.record-id", "", "status.taken-by", "", "status.fresh-when-null", "true");

        try (var hub = hub(settings).poll(2)) {
            assertThat(messages.all("id")).containsExactly("a", "b");
            assertThat(one("select string_agg(sync_status::text, '' order by id) from t"))
                    .isEqualTo("2252");
            assertThat(one("select tong_time from t where id = 'a'")).isEqualTo("2023-10-16 06:00:04");
        }
    }

    @Test
    void noMoreIsTakenThanMayWaitForItsOutcome() {
        insert(1, 40);
        around.ledger().say(MessageStatus.PROCESSING, List.of());

        try (var hub = hub(Map.of("open-batches", "3")).poll(5)) {
            assertThat(messages.count()).isEqualTo(3);
            around.ledger().say(MessageStatus.DONE, List.of());
            hub.poll(5);
            assertThat(one("select count(*) from t where sync_status = '2'")).isEqualTo("40");
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    void whileItsSourceIsPausedNothingIsClaimedButWhatWasTakenGetsItsAnswer() {
        insert(1, 4);
        try (var hub = hub(Map.of()).poll(1)) {
            around.paused().add(new Pause(new FeedId(TableHub.NAME), Instant.EPOCH, "li", "对方改库"));
            insert(5, 20);
            hub.poll(3);

            assertThat(messages.all("id")).containsExactlyElementsOf(numbers(1, 4));
            assertThat(one("select count(*) from t where id <= 4 and sync_status = '2'"))
                    .isEqualTo("4");
            assertThat(one("select count(*) from t where id > 4 and sync_status = '0' and batch_no is null"))
                    .as("as its owner left it")
                    .isEqualTo("16");

            around.paused().clear();
            hub.poll(3);
            assertThat(messages.all("id")).containsExactlyElementsOf(numbers(1, 20));
        }
    }
}

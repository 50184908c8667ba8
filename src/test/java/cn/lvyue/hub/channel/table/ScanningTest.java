package cn.lvyue.hub.channel.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.ForeignSchema;
import cn.lvyue.hub.TestDatabase;
import jakarta.validation.Validation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that may only be read, through an account that can do nothing else. */
class ScanningTest {
    private static final Map<String, String> ORDER =
            Map.of("batch", "3", "time", "CHANGED", "sequence", "ID", "overlap", "5m");
    private static final int KILLS = 200;

    private KeptMessages messages = new KeptMessages();
    private ForeignSchema schema;
    private TableHub.Surroundings around;

    @BeforeEach
    void create() {
        TestDatabase.reset();
        schema = ForeignSchema.create("front_scanning");
        around = new TableHub.Surroundings(schema, messages);
        schema.run("create table t (id bigint, note text, changed timestamp)");
        schema.grantReading("t");
    }

    @AfterEach
    void drop() {
        schema.close();
    }

    private TableHub hub(Map<String, String> more) {
        return hub(more, new Steps());
    }

    private TableHub hub(Map<String, String> more, Steps steps) {
        var settings = new HashMap<>(ORDER);
        settings.putAll(more);
        return TableHub.start(around, settings, steps);
    }

    private void insert(int from, int to, String time) {
        schema.owner()
                .sql("insert into t select n, 'row ' || n, ?::timestamp from generate_series(?, ?) n")
                .params(time, from, to)
                .update();
    }

    @Test
    void manyRowsOfOneTimeAreAllReadAcrossBatchesAndRounds() {
        insert(1, 10, "2023-10-15 12:00:00.123456");

        try (var hub = hub(Map.of()).poll(1)) {
            assertThat(messages.all("id")).containsExactlyElementsOf(numbers(1, 10));
            assertThat(messages.count()).isEqualTo(4);
            insert(11, 12, "2023-10-15 12:00:00.123456");
            hub.poll(3);
            assertThat(messages.all("id")).containsExactlyElementsOf(numbers(1, 12));
            assertThat(messages.body(1)).contains("\"changed\":\"2023-10-15 12:00:00.123456\"");
        }
    }

    @Test
    void aRowCommittedLateWithAnOlderTimeIsReadWithinTheOverlap() {
        insert(5, 6, "2023-10-15 12:00:00");
        try (var hub = hub(Map.of()).poll(2)) {
            insert(1, 1, "2023-10-15 11:55:00");
            hub.poll(2);
            assertThat(messages.all("id")).containsExactly("5", "6", "1");
        }
    }

    @Test
    void nothingIsReadTwiceUnlessItChanged() {
        insert(1, 5, "2023-10-15 12:00:00");
        try (var hub = hub(Map.of()).poll(5)) {
            assertThat(messages.all("id")).hasSize(5);
            schema.run("update t set note = 'other' where id = 2");
            hub.poll(3);
            schema.run("update t set note = 'third', changed = '2023-10-15 12:30' where id = 2");
            hub.poll(3);
            assertThat(messages.all("note"))
                    .containsExactly("row 1", "row 2", "row 3", "row 4", "row 5", "other", "third");
        }
    }

    @Test
    void onceTheOverlapHasGoneByReadingBeginsBehindTheLastRow() {
        insert(1, 5, "2023-10-15 12:00:00");
        try (var hub = hub(Map.of()).poll(3)) {
            around.clock().pass(Duration.ofMinutes(6));
            hub.poll(2);
            insert(6, 6, "2023-10-15 11:59:00");
            hub.poll(2);
            assertThat(messages.all("id")).as("after the time that was allowed").hasSize(5);
            insert(7, 7, "2023-10-15 12:00:00");
            hub.poll(1);
            assertThat(messages.all("id")).as("only what is ahead").endsWith("5", "7");
            hub.poll(1);
            assertThat(messages.all("id"))
                    .as("with news the overlap counts again")
                    .endsWith("7", "6");
        }
    }

    @Test
    void aTimeFarInTheFutureHidesNothing() {
        insert(1, 1, "2099-01-01 00:00:00");
        schema.run("insert into t values (2, 'for ever', 'infinity')");
        try (var hub = hub(Map.of()).poll(3)) {
            assertThat(messages.all("id")).containsExactly("1", "2");
            insert(3, 4, "2023-10-15 12:00:00");
            hub.poll(4);
            around.clock().pass(Duration.ofMinutes(6));
            hub.poll(4);
            insert(5, 5, "2023-10-15 12:10:00");
            hub.poll(2);
            assertThat(messages.all("id")).containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void aTimeWithAZoneIsReadAsTheMomentItIs() {
        schema.run("""
                drop table t;
                create table t (id text, changed timestamptz);
                insert into t values ('a', '2023-10-15 12:00+08'), ('b', '2023-10-15 04:00:01+00')""");
        schema.grantReading("t");
        try (var hub = hub(Map.of()).poll(3)) {
            assertThat(messages.all("changed")).containsExactly("2023-10-15T04:00Z", "2023-10-15T04:00:01Z");
            schema.run("insert into t values ('c', '2023-10-15 12:00:01+08')");
            hub.poll(2);
            assertThat(messages.all("id")).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aHubKilledAfterAnyStepLosesAndDoublesNothing() {
        int kills = 0;
        for (boolean killed = true; killed; kills++) {
            assertThat(kills).isLessThan(KILLS);
            schema.run("truncate t");
            TestDatabase.reset();
            messages = new KeptMessages();
            around = new TableHub.Surroundings(schema, messages);
            insert(1, 7, "2023-10-15 12:00:00");
            killed = runUntilKilled(kills);
            insert(8, 9, "2023-10-15 12:00:00");
            try (var next = hub(Map.of()).poll(3)) {
                assertThat(messages.all("id"))
                        .as("killed after step %d", kills)
                        .containsExactlyInAnyOrderElementsOf(numbers(1, 9));
                assertThat(next.tables().states().get(0).openBatches()).isZero();
            }
        }
        assertThat(kills).as("steps that were killed at").isGreaterThan(15);
    }

    private boolean runUntilKilled(int step) {
        try (var hub = hub(Map.of(), new Steps(step))) {
            hub.poll(2);
            return false;
        } catch (Steps.Killed killed) {
            return true;
        }
    }

    @Test
    void twoHubsOfOneInstallationReadEachRowOnce() {
        insert(1, 100, "2023-10-15 12:00:00");
        try (var one = hub(Map.of());
                var other = hub(Map.of())) {
            var first = CompletableFuture.runAsync(() -> one.poll(5));
            var second = CompletableFuture.runAsync(() -> other.poll(5));
            CompletableFuture.allOf(first, second).join();
            assertThat(messages.all("id")).containsExactlyElementsOf(numbers(1, 100));
        }
    }

    @Test
    void rowsWithoutTimeOrNumberAreCountedAndLeft() {
        schema.run("insert into t values (1, 'a', null), (null, 'b', now()), (3, 'c', '2023-10-15')");
        try (var hub = hub(Map.of()).poll(1)) {
            assertThat(messages.all("id")).containsExactly("3");
            assertThat(hub.tables().states().get(0).keylessRows()).isEqualTo(2);
        }
    }

    @Test
    void valuesAreExactAndWhatIsNotTakenSaysWhy() {
        schema.run("""
                drop table t;
                create table t (id int, changed timestamp, amount numeric(30, 8), ratio double precision, nothing text,
                    empty text, day date, truth boolean, scan bytea, no_scan bytea, long_text text, quoted text, doc json,
                    not_a_number numeric, at time);
                insert into t values (1, '2023-10-15 12:00:00.5', 1234567890123456789012.10000000, 0.1, null, '', '2023-02-28',
                    true, '\\x00', null, repeat('长', 21), E'"\\\\\n\u0001😀', '{"a": 1}', 'NaN', '08:30')""");
        schema.grantReading("t");

        try (var hub = hub(Map.of("max-value", "20", "columns", "")).poll(1)) {
            assertThat(hub.tables().states().get(0).failure()).isNull();
            assertThat(messages.body(1).lines().toList().get(1))
                    .isEqualTo(
                            "{\"id\":1,\"changed\":\"2023-10-15 12:00:00.5\",\"amount\":1234567890123456789012.10000000,"
                                    + "\"ratio\":0.1,\"nothing\":null,\"empty\":\"\",\"day\":\"2023-02-28\",\"truth\":true,"
                                    + "\"scan\":{\"refused\":\"BINARY\",\"type\":\"bytea\"},\"no_scan\":null,"
                                    + "\"long_text\":{\"refused\":\"TOO_LONG\",\"type\":\"text\",\"wanted\":\"max-value = 20\"},"
                                    + "\"quoted\":\"\\\"\\\\\\u000a\\u0001😀\",\"doc\":\"{\\\"a\\\": 1}\","
                                    + "\"not_a_number\":\"NaN\",\"at\":\"08:30:00\"}");
        }
    }

    @Test
    void onlyTheColumnsThatAreAskedForAreRead() {
        insert(1, 1, "2023-10-15 12:00:00");
        try (var hub = hub(Map.of("columns[0]", "NOTE")).poll(1)) {
            assertThat(messages.body(1)).contains("[\n{\"note\":\"row 1\"}\n]");
        }
    }

    @Test
    void aTableThatIsPutRightWhileTheHubRunsIsReadAgain() {
        insert(1, 1, "2023-10-15 12:00:00");
        try (var hub = hub(Map.of("longest-wait", "1s")).poll(1)) {
            schema.run("alter table t rename changed to modified");
            hub.poll(3);
            assertThat(hub.tables().states().get(0).failure()).contains("table T has no column CHANGED");
            schema.run("alter table t rename modified to changed; revoke select on t from front_scanning_hub");
            hub.poll(40);
            assertThat(hub.tables().states().get(0).failure()).contains("没有权限", "no right: ask for USAGE and SELECT");
            assertThat(around.alarms().open.get("T166 table/front").en()).contains("no right");

            schema.grantReading("t");
            insert(2, 2, "2023-10-15 12:00:01");
            hub.poll(3);
            assertThat(messages.all("id")).containsExactly("1", "2");
            assertThat(around.alarms().open).isEmpty();
        }
    }

    @Test
    void aTableOrColumnThatIsNotThereIsToldOf() {
        insert(1, 1, "2023-10-15 12:00:00");
        try (var hub = hub(Map.of("sequence", "SEQ")).poll(1)) {
            assertThat(hub.tables().states().get(0).failure()).contains("table T has no column SEQ");
        }
        try (var hub = hub(Map.of("table", "T2")).poll(1)) {
            assertThat(hub.tables().states().get(0).failure()).contains("T2");
        }
    }

    @Test
    void aTableThatIsOnlyReadNeedsAnOrderAndNamesThatNeedNoEscape() {
        var unordered =
                TableHub.bound("x", Map.of("url", "u", "username", "u", "schema", "s", "table", "t", "key[0]", "k"));
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            var faults = validation.getValidator().validate(unordered);
            assertThat(faults).hasSize(1).first().asString().contains("time", "sequence");
            var unset = new HashMap<>(Map.of("url", "u", "username", "u", "schema", "s", "table", "t", "key[0]", "k"));
            unset.putAll(Map.of("time", "t", "sequence", "k", "password", "${NOT_SET}"));
            assertThat(validation.getValidator().validate(TableHub.bound("x", unset)))
                    .singleElement()
                    .asString()
                    .contains("环境变量未设置", "is not set");
            var unsafe = TableHub.bound(
                    "x",
                    Map.of(
                            "url",
                            "u",
                            "username",
                            "u",
                            "schema",
                            "s\"",
                            "table",
                            "t",
                            "key[0]",
                            "k;",
                            "status.column",
                            "'"));
            assertThat(validation.getValidator().validate(unsafe)).hasSize(3);
        }
        assertThat("a\"; drop table t; --".matches(TableSource.NAME)).isFalse();
        assertThat("合同_违约信息".matches(TableSource.NAME)).isTrue();
        assertThat(unordered.toString()).doesNotContain("password");
    }

    @Test
    void aMissingDriverStopsTheStartAndSaysWhatToDo() {
        assertThatThrownBy(() -> hub(Map.of("dialect", "dameng", "url", "jdbc:dm://127.0.0.1:5236")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dm.jdbc.driver.DmDriver")
                .hasMessageContaining("找不到数据库驱动")
                .hasMessageContaining("loader.path");
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }
}

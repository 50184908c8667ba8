package cn.lvyue.hub.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.KeptElsewhere;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.signing.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Months of the archive: their partitions, taken out, and put back. */
class MonthsTest {
    private static final Instant MARCH = Instant.parse("2019-03-20T04:00:00Z");
    private static final byte[] BODY = "正文".repeat(5_000).getBytes(UTF_8);

    @TempDir
    Path folder;

    private ArchiveKit kit;

    @BeforeEach
    void open() {
        TestDatabase.reset();
        kit = new ArchiveKit(folder, MARCH);
    }

    @AfterEach
    void dropMonths() {
        for (var table : kit.jdbc
                .sql("select tablename from pg_tables where schemaname = 'archive' and tablename ~ '_2019'")
                .query(String.class)
                .list()) {
            kit.jdbc.sql("drop table archive." + table).update();
        }
    }

    @Test
    void theMonthOfAMessageIsInItsIdAndMadeOnTheWay() {
        var march = kit.keep(null, BODY);
        kit.set(Instant.parse("2019-03-31T15:59:59.999Z"));
        var last = kit.keep("k", "末".getBytes(UTF_8));
        kit.set(Instant.parse("2019-03-31T16:00:00Z")); // midnight in the province
        var april = kit.keep(null, "四".getBytes(UTF_8));

        assertThat(List.of(march.id() / Month.IDS, last.id() / Month.IDS, april.id() / Month.IDS))
                .containsExactly(201903L, 201903L, 201904L);
        assertThat(march.id() % Month.IDS).isLessThan(april.id() % Month.IDS);
        assertThat(april.id()).isLessThan(1L << 53);
        assertThat(partitionOf(april)).isEqualTo("archive.message_201904");
    }

    @Test
    void aMonthThatWentMissingBehindOurBackIsMadeAgain() throws IOException {
        kit.keep(null, BODY);
        kit.jdbc.sql("drop table archive.message_201903").update();
        kit.jdbc.sql("drop table archive.segment_201903").update();

        assertThat(kit.read(kit.keep("k", "一".getBytes(UTF_8)).id())).isEqualTo("一".getBytes(UTF_8));
        kit.jdbc.sql("drop table archive.message_201903").update();
        kit.jdbc.sql("drop table archive.segment_201903").update();
        assertThat(kit.read(kit.keep(null, BODY).id())).isEqualTo(BODY);
    }

    @Test
    void theNextMonthIsThereBeforeItBegins() {
        kit.set(Instant.parse("2019-11-30T12:00:00Z"));
        kit.months.prepare();

        assertThat(kit.shelf.list()).extracting(MonthShelf.State::month).contains("2019-11", "2019-12");
    }

    @Test
    void aOnceKeyIsOneOverAllMonths() {
        var first = kit.keep("k", BODY);
        kit.pass(Duration.ofDays(31));

        assertThat(kit.keep("k", BODY)).isEqualTo(first);
    }

    @Test
    void lookingUpByIdReadsOneMonthOnly() {
        var march = kit.keep(null, BODY);
        kit.pass(Duration.ofDays(31));
        kit.keep(null, BODY);

        for (var sql : List.of(
                "select * from archive.message where id = " + march.id(),
                "select * from archive.segment where message_id = " + march.id() + " and number = 0",
                "select * from archive.segment where message_id = any (array[" + march.id() + "])")) {
            assertThat(plan("explain (costs off) " + sql)).contains("_201903").doesNotContain("_201904", "_before");
        }
        var waiting = plan(
                "explain (analyze, costs off, timing off) select m.* from (select message_id from archive.waiting"
                        + " where feed = 'hotline-12345' and message_id = " + march.id()
                        + " order by message_id limit 5) w"
                        + " cross join lateral (select id, digest from archive.message where id = w.message_id offset 0) m");
        assertThat(waiting.lines()
                        .filter(line -> line.contains("never executed"))
                        .toList())
                .as(waiting)
                .anyMatch(line -> line.contains("_201904"));
    }

    @Test
    void aMonthGoesOutAndComesBackAsItWas() throws IOException {
        var large = kit.keep("k", BODY);
        var small = kit.keep(null, "小".getBytes(UTF_8));
        kit.archive.settleAll(List.of(large, small));
        kit.pass(Duration.ofDays(60));
        var before = rows();
        var folderThere = Files.createDirectories(folder.resolve("elsewhere/2019"));

        var out = kit.shelf.detach("2019-03", Path.of("2019"), "li");
        assertThat(out.elsewhere()).isTrue();
        assertThat(out.messages()).isEqualTo(2);
        assertThat(rows()).isEmpty();
        assertThat(kit.archive.message(large.id())).isEmpty();
        for (var asked : List.<ThrowingCallable>of(
                () -> kit.archive.open(large.id()),
                () -> kit.archive.requireHere(small.id()),
                () -> kit.keep("k", BODY))) {
            assertThatThrownBy(asked)
                    .isInstanceOf(KeptElsewhere.class)
                    .hasMessageContaining(
                            "the month 2019-03 is kept elsewhere since 2019-05-19T04:00:00Z, under " + folderThere);
        }
        assertThat(kit.resealing.uses(Vault.keyOf(firstPiece(before)))).isTrue();

        var back = kit.shelf.attach(folderThere.resolve("archive-2019-03.zip"), "wang");
        assertThat(back.elsewhere()).isFalse();
        assertThat(rows()).isEqualTo(before);
        assertThat(kit.read(large.id())).isEqualTo(BODY);
        assertThat(kit.keep("k", BODY)).isEqualTo(large);
        assertThat(plan("explain select * from archive.message where id = " + large.id()))
                .contains("message_201903_pkey");
        assertThat(kit.jdbc
                        .sql("select action || ' ' || by || ' ' || messages from archive.month_event order by id")
                        .query(String.class)
                        .list())
                .containsExactly("detached li 2", "attached wang 2");
    }

    @Test
    void aMonthStaysWhileItIsNotOverOrWaitsOrIsHeld() {
        var message = kit.keep(null, BODY);
        stays("not over");
        kit.pass(Duration.ofDays(60));
        stays("not settled");
        kit.archive.settle(message.id());
        kit.jdbc
                .sql("create or replace view archive.held_month as select 201903 as month, '案件 2019-7'::text as reason")
                .update();
        try {
            stays("is held: 案件 2019-7");
            assertThat(kit.shelf.list())
                    .anySatisfy(state -> assertThat(state.held()).isEqualTo("案件 2019-7"));
        } finally {
            kit.jdbc
                    .sql(
                            "create or replace view archive.held_month as select null::int as month, null::text as reason where false")
                    .update();
        }
        assertThatThrownBy(() -> kit.shelf.detach("2019-03", Path.of("../other"), "li"))
                .hasMessageContaining("is not below");
        assertThatThrownBy(() -> kit.shelf.detach("2019-03", Path.of("absent"), "li"))
                .hasMessageContaining("not there");
        assertThatThrownBy(() -> kit.shelf.detach("2019-02", Path.of(""), "li"))
                .hasMessageContaining("not in the database");
        assertThatThrownBy(() -> kit.shelf.detach("March", Path.of(""), "li"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(kit.shelf.detach("2019-03", Path.of(""), "li").elsewhere()).isTrue();
    }

    @Test
    void aMonthThatIsBeingReadIsNotWaitedForLong() throws SQLException {
        kit.archive.settle(kit.keep(null, BODY).id());
        kit.pass(Duration.ofDays(60));
        try (var reader = TestDatabase.dataSource().getConnection();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table archive.message_201903 in access share mode");
            stays("being read");
            reader.rollback();
        }
        assertThat(kit.shelf.detach("2019-03", Path.of(""), "li").elsewhere()).isTrue();
    }

    @Test
    void aChangedOrForeignFileIsNotAttached() throws IOException {
        kit.archive.settle(kit.keep(null, noise()).id());
        kit.pass(Duration.ofDays(60));
        var file = Path.of(
                String.valueOf(kit.shelf.detach("2019-03", Path.of(""), "li").file()));
        var good = Files.readAllBytes(file);

        var digest = MonthFile.check(file).digest();
        int refused = 0;
        for (int at = 0; at < good.length; at += good.length / 101) {
            change(file, good, at);
            try {
                assertThat(MonthFile.check(file).digest())
                        .as("byte %d is not of the content", at)
                        .isEqualTo(digest);
            } catch (MonthRefused wrong) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(95);
        change(file, good, good.length / 2);
        assertThatThrownBy(() -> kit.shelf.attach(file, "li")).isInstanceOf(MonthRefused.class);
        Files.write(file, Arrays.copyOf(good, good.length / 2));
        assertThatThrownBy(() -> kit.shelf.attach(file, "li")).hasMessageContaining("cannot be read");
        rewrite(file, good);
        assertThatThrownBy(() -> kit.shelf.attach(file, "li")).hasMessageContaining("is not the file that was written");
        Files.write(file, good);
        assertThat(kit.shelf.attach(file, "li").elsewhere()).isFalse();
        assertThatThrownBy(() -> kit.shelf.attach(file, "li")).hasMessageContaining("not kept elsewhere");
        assertThatThrownBy(() -> kit.shelf.detach("2019-03", Path.of(""), "li"))
                .hasMessageContaining("is there already");
    }

    private static void change(Path file, byte[] good, int at) throws IOException {
        var changed = good.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
    }

    /** Whole in itself, with another time of writing. */
    private static void rewrite(Path file, byte[] good) throws IOException {
        Files.write(file, good);
        var manifest = MonthFile.check(file).manifest();
        var entries = new HashMap<String, byte[]>();
        MonthFile.read(file, manifest, (table, rows) -> entries.put(table.name(), rows.readAllBytes()));
        Files.delete(file);
        MonthFile.write(
                file,
                new MonthManifest(manifest.month(), MARCH, manifest.dataKeys(), List.of()),
                manifest.tables().stream()
                        .map(table -> new MonthFile.Part(table.name(), table.columns(), out -> {
                            out.write(entries.get(table.name()));
                            return table.rows();
                        }))
                        .toList());
    }

    private static byte[] noise() {
        var bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private void stays(String because) {
        assertThatThrownBy(() -> kit.shelf.detach("2019-03", Path.of(""), "li"))
                .isInstanceOf(MonthRefused.class)
                .hasMessageContaining(because);
    }

    private List<Map<String, Object>> rows() {
        var rows = new ArrayList<>(kit.jdbc
                .sql("select * from archive.message order by id")
                .query()
                .listOfRows());
        rows.addAll(kit.jdbc
                .sql("select * from archive.segment order by message_id, number")
                .query()
                .listOfRows());
        rows.forEach(row -> row.replaceAll((name, value) ->
                value instanceof byte[] bytes ? List.of(HexFormat.of().formatHex(bytes)) : value));
        return rows;
    }

    private static byte[] firstPiece(List<Map<String, Object>> rows) {
        var piece = rows.stream()
                .filter(row -> row.containsKey("bytes"))
                .findFirst()
                .orElseThrow();
        return HexFormat.of().parseHex((String) ((List<?>) piece.get("bytes")).get(0));
    }

    private String partitionOf(Message message) {
        return kit.jdbc
                .sql("select tableoid::regclass::text from archive.message where id = ?")
                .param(message.id())
                .query(String.class)
                .single();
    }

    private String plan(String sql) {
        return String.join("\n", kit.jdbc.sql(sql).query(String.class).list());
    }
}

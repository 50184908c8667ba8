package cn.lvyue.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.proof.Proofs.LeafProof;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotaryTest {
    private final ProvedHub hub = ProvedHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void everythingArchivedIsALeafThatIsProved() {
        var first = hub.take("A1", "A2", "A3");
        var second = hub.take("B1");
        long audit = hub.audit("key.add");
        hub.notary();

        assertThat(hub.proofs().log().orElseThrow().size())
                .as("messages, their outcomes, the audit")
                .isEqualTo(5);
        assertProved(hub.proofs().message(first.id()).orElseThrow());
        assertProved(hub.proofs().message(second.id()).orElseThrow());
        assertProved(hub.proofs().audit(audit).orElseThrow());
        assertThat(hub.proofs().message(first.id()).orElseThrow().leaf())
                .contains(
                        "kind: message\nid: " + first.id() + "\n",
                        "filename: 十一月\\n.csv\n",
                        "digest: " + first.digest());
        assertThat(hub.proofs().message(second.id() + 1)).isEmpty();
        var record = hub.proofs().record(first.id(), 2);
        assertThat(record).hasSize(1);
        assertProved(record.get(0).stretch());
        assertThat(record.get(0).stretch().leaf()).contains("rows: 1-3\nrecords: 3\n", "read: 3\naccepted: 3\n");
        assertThat(record.get(0).text(name -> name.equals("TS_LXDH")))
                .contains("name: TS_BTS_MC\nvalue: 某某县\\n人民政府\n", "name: #outcome\nvalue: 1\n")
                .doesNotContain("13900001111");
    }

    @Test
    void aSecondPassAddsNothing() {
        hub.take("A1");
        hub.notary();
        long size = hub.proofs().log().orElseThrow().size();
        hub.notary();

        assertThat(hub.proofs().log().orElseThrow().size()).isEqualTo(size);
    }

    @Test
    void aLongMessageIsTakenDownInStretchesAndItsRecordsAreProved() {
        var numbers = IntStream.range(0, 2000).mapToObj(i -> "N" + i).toArray(String[]::new);
        var message = hub.take(numbers);
        hub.notary();

        assertThat(hub.proofs().log().orElseThrow().size())
                .as("the message, two full stretches, an empty one")
                .isEqualTo(4);
        for (int row : new int[] {1, 1000, 1001, 2000}) {
            var record = hub.proofs().record(message.id(), row).get(0);
            assertThat(record.fields())
                    .anySatisfy(field -> assertThat(field.value()).isEqualTo("N" + (row - 1)));
            assertRecord(record);
        }
    }

    @Test
    void manyMessagesAreTakenDownInSmallTransactionsAndNoneIsPassedOver() {
        try (var small = ProvedHub.fresh("hub.proof.records=3", "hub.proof.batch=2")) {
            for (int i = 0; i < 9; i++) {
                small.take("A" + i, "B" + i);
            }
            small.bean(Notary.class).workOff();

            assertThat(small.proofs().log().orElseThrow().size()).isEqualTo(18);
            assertThat(small.jdbc()
                            .sql("select count(*) from proof.unsettled")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void whatCommitsLateIsTakenDownLate() throws SQLException {
        try (var late = TestDatabase.dataSource().getConnection()) {
            late.setAutoCommit(false);
            long id;
            try (var statement = late.createStatement();
                    var row = statement.executeQuery("""
                        insert into archive.message (direction, kind, channel, received_at, size, digest)
                        values (2, 2, 'HTTP', now(), 0, '\\x00') returning id\
                        """)) {
                row.next();
                id = row.getLong(1);
            }
            hub.jdbc().sql("""
                insert into archive.message (direction, kind, channel, received_at, size, digest)
                values (2, 2, 'HTTP', now(), 0, '\\x00')\
                """).update();
            hub.notary();
            assertThat(hub.proofs().message(id)).isEmpty();
            late.commit();
            hub.notary();

            assertProved(hub.proofs().message(id).orElseThrow());
        }
        assertThat(hub.jdbc()
                        .sql("select count(*) from proof.gap")
                        .query(Long.class)
                        .single())
                .isPositive();
        hub.clock.advance(Duration.ofMinutes(11));
        hub.notary();
        assertThat(hub.jdbc()
                        .sql("select count(*) from proof.gap")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void daysAreChainedSignedAndConsistent() {
        hub.take("A1");
        hub.nextDay();
        hub.take("A2", "A3");
        hub.nextDay();
        hub.clock.advance(Duration.ofDays(2));
        hub.bean(DayClosing.class).closeDue();

        var days = hub.proofs().days(null, 100);
        assertThat(days).extracting(DayStatement::treeSize).containsExactly(2L, 4L, 4L, 4L);
        assertThat(days).extracting(DayStatement::day).startsWith(ProvedHub.DAY, ProvedHub.DAY.plusDays(1));
        for (int i = 0; i < days.size(); i++) {
            var day = days.get(i);
            var said = DayText.said(day.text()).orElseThrow();
            assertThat(said.previous())
                    .isEqualTo(
                            i == 0
                                    ? ""
                                    : HexFormat.of().formatHex(days.get(i - 1).digest()));
            var signed = DayText.signed(day.signature()).orElseThrow();
            assertThat(signed.key().verifies(day.text().getBytes(StandardCharsets.UTF_8), signed.signature()))
                    .isTrue();
            assertThat(signed.key().verifies((day.text() + "x").getBytes(StandardCharsets.UTF_8), signed.signature()))
                    .isFalse();
        }
        assertThat(hub.proofs().consistency(2, 4)).contains("first-size: 2\n", "second-size: 4\n", "path: ");
        assertThat(hub.proofs().message(hub.take("A4").id()))
                .as("not taken down yet")
                .isEmpty();
    }

    @Test
    void aReplayIsTakenDownWhenItHasEnded() {
        var message = hub.take("A1");
        hub.notary();
        hub.jdbc().sql("""
            with job as (
                insert into replay.job (mode, state, selection, reason, author, dry, rate, max_failure_rate, created_at,
                    started_at) values (1, 3, '{}', 'r', 'a', false, 0, 0, now(), now()) returning id)
            insert into ledger.replayed (replay, message_id, row_no, source_record_no, effect, outcome)
            select id, ?, 1, 'A1', 3, 3 from job\
            """).param(message.id()).update();
        hub.notary();
        assertThat(hub.proofs().record(message.id(), 1)).hasSize(1);
        hub.jdbc().sql("update replay.job set state = 7").update();
        hub.notary();
        hub.notary();

        var proofs = hub.proofs().record(message.id(), 1);
        assertThat(proofs).extracting(Proofs.RecordProof::replay).hasSize(2).startsWith((Long) null);
        assertRecord(proofs.get(1));
        assertThat(hub.jdbc()
                        .sql("select count(*) from proof.replay_done")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aReplayThatWasCancelledWhileAChunkWasUnderWayIsTakenDownWithIt() {
        var message = hub.take("A1", "A2");
        hub.notary();
        long replay = hub.jdbc().sql("""
            insert into replay.job (mode, state, selection, reason, author, dry, rate, max_failure_rate, created_at,
                started_at, leased_by, leased_until)
            values (1, 6, '{}', 'r', 'a', false, 0, 0, now(), now(), 'node', now() + interval '30 seconds')
            returning id\
            """).query(Long.class).single();
        replayed(replay, message.id(), 1);
        hub.notary();
        hub.notary();
        replayed(replay, message.id(), 2); // the chunk commits
        hub.jdbc()
                .sql("update replay.job set leased_by = null, leased_until = null")
                .update();
        hub.notary();
        hub.notary();

        assertThat(hub.proofs().record(message.id(), 2)).hasSize(2);
        long check = hub.bean(Verifications.class).start("an auditor", null, null, null);
        hub.bean(Verifying.class).work();
        assertThat(hub.bean(Verifications.class).faults(check, 0, 10)).isEmpty();
        assertThat(hub.bean(Verifications.class).report(check).orElseThrow().endedAt())
                .isNotNull();
    }

    private void replayed(long replay, long message, int row) {
        hub.jdbc()
                .sql("insert into ledger.replayed (replay, message_id, row_no, source_record_no, effect, outcome)"
                        + " values (?, ?, ?, ?, 3, 3)")
                .params(replay, message, row, "A" + row)
                .update();
    }

    static void assertRecord(Proofs.RecordProof record) {
        var hash = Hashing.of(HashAlgorithm.SM3);
        var digests = record.fields().stream().map(Proofs.FieldProof::digest).toList();
        var commitment = new RecordCommitment(hash).record(record.messageId(), record.row(), digests);
        var root = HexFormat.of()
                .parseHex(
                        LineReader.read(record.stretch().leaf(), "lvyue-leaf/1").get("root"));
        assertThat(MerklePaths.includes(
                        hash, hash.leaf(commitment), record.position(), record.records(), record.path(), root))
                .isTrue();
        record.fields().stream()
                .filter(field -> field.name() != null)
                .forEach(
                        field -> assertThat(new RecordCommitment(hash).field(field.salt(), field.name(), field.value()))
                                .isEqualTo(field.digest()));
        assertProved(record.stretch());
    }

    static void assertProved(LeafProof proof) {
        var hash = Hashing.of(HashAlgorithm.SM3);
        var lines = LineReader.read(proof.proof(), "lvyue-proof/1");
        List<byte[]> path = Arrays.stream(proof.proof().split("\n"))
                .filter(line -> line.startsWith("path: "))
                .map(line -> HexFormat.of().parseHex(line.substring(6)))
                .toList();
        var leaf = hash.leaf(proof.leaf().getBytes(StandardCharsets.UTF_8));
        assertThat(MerklePaths.includes(
                        hash,
                        leaf,
                        proof.index(),
                        Long.parseLong(lines.get("tree-size")),
                        path,
                        HexFormat.of().parseHex(lines.get("root"))))
                .isTrue();
    }
}

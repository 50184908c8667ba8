package cn.lvyue.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.proof.Verifications.Fault;
import cn.lvyue.hub.record.FieldErasure;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.signing.DataKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What somebody can do who owns the database: each deed is found, and named by its place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingTest {
    private final ProvedHub hub = ProvedHub.fresh();
    private Message first;
    private Message second;
    private long audit;

    @BeforeEach
    void twoDays() {
        hub.reset();
        first = hub.take("A1", "A2", "A3");
        audit = hub.audit("key.add");
        hub.nextDay();
        second = hub.take("B1", "B2");
        hub.audit("key.revoke");
        hub.nextDay();
    }

    @AfterAll
    void close() {
        hub.reset();
        hub.close();
    }

    private List<Fault> found(String pinned) {
        long id = hub.bean(Verifications.class).start("auditor", null, null, pinned);
        while (hub.bean(Verifications.class).report(id).orElseThrow().endedAt() == null) {
            hub.bean(Verifying.class).work();
        }
        var faults = hub.bean(Verifications.class).faults(id, 0, 1000);
        var report = hub.bean(Verifications.class).report(id).orElseThrow();
        assertThat(report.faults())
                .isEqualTo(faults.stream().filter(Fault::fault).count());
        assertThat(report.faultless()).isEqualTo(report.faults() == 0);
        return faults;
    }

    /** What is found afterwards, by code and place. */
    private List<String> after(String... deeds) {
        TestDatabase.asSuperuser(deeds);
        return found(null).stream()
                .map(fault -> fault.code() + " " + fault.place())
                .toList();
    }

    private static String message(Message message) {
        return "报文 message " + message.id();
    }

    private long leaf(Message message) {
        return hub.proofs().message(message.id()).orElseThrow().index();
    }

    @Test
    void nothingIsFoundWhereNothingWasDone() {
        assertThat(found(null)).isEmpty();
        var report = hub.bean(Verifications.class).reports(Long.MAX_VALUE, 1).get(0);
        assertThat(report.leaves()).isEqualTo(6);
        assertThat(report.records()).isEqualTo(5);
        assertThat(report.bytes()).isEqualTo(first.size() + second.size());
        assertThat(report.done()).isEqualTo(1);
    }

    @Test
    void aByteOfABody() {
        assertThat(after("update archive.segment set bytes = set_byte(bytes, 20, get_byte(bytes, 20) # 1) where"
                        + " message_id = "
                        + first.id()))
                .containsExactly("A120 " + message(first));
    }

    @Test
    void aBodyThatIsGone() {
        assertThat(after("delete from archive.segment where message_id = " + second.id()))
                .containsExactly("A120 " + message(second));
    }

    @Test
    void twoBodiesThatWereSwapped() {
        assertThat(after("update archive.segment set message_id = -message_id", """
            update archive.segment set message_id = case when message_id = -%1$d then %2$d else %1$d end\
            """.formatted(first.id(), second.id())))
                .containsExactlyInAnyOrder("A120 " + message(first), "A120 " + message(second));
    }

    @Test
    void whatIsKnownOfAMessage() {
        assertThat(after("update archive.message set filename = 'other.csv' where id = " + second.id()))
                .containsExactly("A121 %s (leaf %d)".formatted(message(second), leaf(second)));
    }

    @Test
    void aMessageThatIsGone() {
        assertThat(after(
                        "delete from archive.message where id = " + second.id(),
                        "delete from archive.segment where message_id = " + second.id()))
                .containsExactly("A122 " + message(second));
    }

    @Test
    void aMessageThatWasPutIn() {
        assertThat(after("""
            insert into archive.message (id, direction, kind, channel, received_at, size, digest)
            values (7, 2, 2, 'HTTP', now(), 0, '\\x00')\
            """)).containsExactly("A123 报文 message 7");
    }

    @Test
    void twoMessagesThatChangedPlaces() {
        long leaf = leaf(first);
        long other = leaf(second);
        TestDatabase.asSuperuser("""
            update archive.message m set received_at = o.received_at, filename = o.filename, size = o.size, digest = o.digest
            from archive.message o where m.id in (%1$d, %2$d) and o.id in (%1$d, %2$d) and m.id <> o.id\
            """.formatted(first.id(), second.id()));

        assertThat(found(null))
                .extracting(Fault::code, Fault::place)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("A121", "%s (leaf %d)".formatted(message(first), leaf)),
                        org.assertj.core.groups.Tuple.tuple("A121", "%s (leaf %d)".formatted(message(second), other)));
    }

    @Test
    void leavesThatChangedPlacesInTheLog() {
        TestDatabase.asSuperuser("""
            update proof.tile set hashes = overlay(hashes placing substring(hashes from %2$d for 32) from %1$d for 32)
            where level = 0\
            """.formatted(leaf(first) * 32 + 1, leaf(second) * 32 + 1));

        assertThat(found(null))
                .extracting(Fault::code, Fault::place)
                .contains(org.assertj.core.groups.Tuple.tuple(
                        "A121", "%s (leaf %d)".formatted(message(first), leaf(first))))
                .anySatisfy(fault -> assertThat(fault.toList().get(0)).isEqualTo("A127"));
    }

    @Test
    void theAudit() {
        assertThat(after(
                        "alter table security.audit disable trigger all",
                        "update security.audit set actor = 'nobody' where id = " + audit))
                .containsExactly("A137 审计 audit %d (leaf 0)".formatted(audit));
        assertThat(after("delete from security.audit where id = " + audit)).containsExactly("A122 审计 audit " + audit);
    }

    @Test
    void anAuditLineThatWasPutIn() {
        assertThat(after("""
            insert into security.audit (id, at, actor, address, action, what, result)
            overriding system value values (-5, now(), 'a', 'b', 'c', 'd', 'e')\
            """)).containsExactly("A123 审计" + " audit" + " -5");
    }

    @Test
    void anOutcome() {
        assertThat(after("update ledger.entry set outcome = 2 where row_no = 2 and message_id = " + first.id()))
                .containsExactly("A132 %s, 行 rows 1-3".formatted(message(first)));
    }

    @Test
    void anOutcomeThatIsGoneOrPutIn() {
        assertThat(after("delete from ledger.entry where row_no = 3 and message_id = " + first.id(), """
            insert into ledger.entry (message_id, row_no, place, source_record_no, outcome)
            values (%d, 3, 'line 4', 'B3', 6)\
            """.formatted(
                                second.id())))
                .containsExactly(
                        "A132 %s, 行 rows 1-3".formatted(message(first)),
                        "A132 %s, 行 rows 1-2".formatted(message(second)),
                        "A135 记录 record 3, 版本 revision 1");
    }

    @Test
    void aFieldOfARevision() {
        assertThat(after("update ledger.revision set fields = replace(fields::text, '13900001111', '13900001112')::json"
                        + " where row_no = 1 and message_id = " + second.id()))
                .containsExactly("A132 %s, 行 rows 1-2".formatted(message(second)));
    }

    @Test
    void aRevisionThatWasPutIn() {
        assertThat(after("""
            insert into ledger.revision (record_id, revision, at, message_id, row_no, standing, fields)
            select record_id, 2, at, message_id, row_no, standing, fields from ledger.revision
            where row_no = 1 and message_id = %d\
            """.formatted(second.id()))).singleElement().asString().startsWith("A135 ");
    }

    @Test
    void howAMessageEnded() {
        assertThat(after("update ledger.intake set rows_done = 2, accepted = 2 where message_id = " + first.id()))
                .singleElement()
                .asString()
                .startsWith("A134 %s, 行 rows 1-3".formatted(message(first)));
        assertThat(after("delete from ledger.intake where message_id = " + first.id()))
                .contains("A133 %s, 行 rows 1-3".formatted(message(first)));
    }

    @Test
    void theRootOfADay() {
        assertThat(after("update proof.day set root = sha256(root) where day = '2026-03-04'"))
                .contains("A127 日结 day 2026-03-04", "A129 日结 day 2026-03-04");
    }

    @Test
    void aDayWrittenAnew() {
        TestDatabase.asSuperuser(
                "update proof.day set text = replace(text, 'tree-size: 3', 'tree-size: 2'), tree_size = 2"
                        + " where day = '2026-03-04'");

        assertThat(found(null))
                .extracting(fault -> fault.code() + " " + fault.place())
                .contains("A129 日结 day 2026-03-04", "A128 日结 day 2026-03-04", "A127 日结 day 2026-03-04");
    }

    @Test
    void aSignatureByAnotherKey() {
        assertThat(after("update proof.day set signature = replace(signature, 'key: days', 'key: daze')"))
                .containsExactly("A128 日结 day 2026-03-04", "A128 日结 day 2026-03-05");
    }

    @Test
    void aDayThatIsGone() {
        assertThat(after("delete from proof.day where day = '2026-03-04'")).containsExactly("A129 日结 day 2026-03-05");
    }

    @Test
    void aLogThatWasCutOff() {
        assertThat(after("update proof.log set size = 4")).contains("A130 日结 day 2026-03-05");
    }

    @Test
    void aDayRolledBackIsFoundByAPinnedStatement() {
        var pinned = hub.proofs().newest().orElseThrow().text();
        rollBack();
        assertThat(found(null)).filteredOn(Fault::fault).isEmpty();

        assertThat(found(pinned))
                .filteredOn(Fault::fault)
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.code()).isEqualTo("A131"));
    }

    /** Everything of the second day, in archive, ledger and log, with nothing left to contradict it. */
    private void rollBack() {
        var deeds = new ArrayList<String>();
        deeds.add("alter table security.audit disable trigger all");
        deeds.add("delete from security.audit where id > " + audit);
        for (var table :
                List.of("archive.segment", "ledger.entry", "ledger.revision", "ledger.intake", "proof.outcomes")) {
            deeds.add("delete from " + table + " where message_id = " + second.id());
        }
        deeds.add("delete from archive.message where id = " + second.id());
        deeds.add("delete from proof.day where day > '2026-03-04'");
        deeds.add("delete from proof.span where first_leaf >= 3");
        deeds.add("update proof.tile set hashes = substring(hashes from 1 for 96)");
        deeds.add("update proof.log set size = 3");
        TestDatabase.asSuperuser(deeds.toArray(String[]::new));
    }

    @Test
    void aWholeLogWrittenAnewIsFoundByAPinnedStatement() {
        var pinned = hub.proofs().day(ProvedHub.DAY).orElseThrow();
        TestDatabase.asSuperuser(
                "update archive.message set filename = 'forged.csv' where id = " + first.id(),
                "truncate proof.log, proof.tile, proof.span, proof.outcomes, proof.mark, proof.gap, proof.unsettled,"
                        + " proof.day");
        hub.notary();
        hub.clock.advance(java.time.Duration.ofDays(1));
        hub.bean(DayClosing.class).closeDue();
        assertThat(found(null)).filteredOn(Fault::fault).isEmpty();

        assertThat(found(pinned.text() + pinned.signature()))
                .extracting(Fault::code)
                .contains("A131")
                .containsOnly("A131");
        assertThat(found(null)).filteredOn(Fault::fault).isEmpty();
    }

    @Test
    void anErasedFieldIsNoFaultAndTheRestIsStillChecked() {
        hub.bean(FieldErasure.class).willErase(first.id(), 2, Set.of("TS_LXDH"), "请求删除 case 7");
        TestDatabase.asSuperuser(
                "update ledger.revision set fields = replace(fields::text, '\"13900001111\"', 'null')::json"
                        + " where row_no = 2 and message_id = " + first.id());
        assertThat(found(null)).isEmpty();

        var record = hub.proofs().record(first.id(), 2).get(0);
        NotaryTest.assertRecord(record);
        assertThat(record.fields()).filteredOn(field -> field.name() == null).hasSize(1);
        assertThat(record.text(name -> false)).contains("name: TS_BTS_MC\n").doesNotContain("TS_LXDH");
        hub.bean(FieldErasure.class).willErase(first.id(), 2, Set.of("TS_NR"), "case 8");
        TestDatabase.asSuperuser("update ledger.revision set fields = replace(fields::text, '\"欠款A2\"', 'null')::json"
                + " where row_no = 2 and message_id = " + first.id());
        assertThat(found(null)).isEmpty();

        assertThat(after("update ledger.revision set fields = replace(fields::text, '人民政府', '人民法院')::json"
                        + " where row_no = 2 and message_id = " + first.id()))
                .containsExactly("A132 %s, 行 rows 1-3".formatted(message(first)));
    }

    @Test
    void whatSaltsComeFromIsSealedAnewUnderANewDataKeyAndProvesTheSame() {
        hub.bean(FieldErasure.class).willErase(first.id(), 2, Set.of("TS_LXDH"), "case 7");
        TestDatabase.asSuperuser(
                "update ledger.revision set fields = replace(fields::text, '\"13900001111\"', 'null')::json"
                        + " where row_no = 2 and message_id = " + first.id());
        var keys = hub.bean(DataKeys.class);
        int old = keys.current().number();
        keys.renew();
        assertThat(hub.bean(SaltKeys.class).uses(old)).isTrue();

        var sealed = 0;
        for (var holder : hub.context.getBeansOfType(SealedSalts.class).values()) {
            var stretch = holder.seal(null, 1);
            sealed += stretch.sealed();
            while (stretch.end() != null) {
                stretch = holder.seal(stretch.end(), 1);
                sealed += stretch.sealed();
            }
        }

        assertThat(sealed).isEqualTo(3);
        assertThat(hub.bean(SaltKeys.class).uses(old)).isFalse();
        assertThat(found(null)).isEmpty();
        NotaryTest.assertRecord(hub.proofs().record(first.id(), 2).get(0));
    }

    @Test
    void aRangeOfDaysIsCheckedAlone() {
        TestDatabase.asSuperuser("update archive.message set filename = 'other.csv' where id = " + first.id());
        long id = hub.bean(Verifications.class)
                .start("auditor", ProvedHub.DAY.plusDays(400), ProvedHub.DAY.plusDays(500), null);
        hub.bean(Verifying.class).work();

        assertThat(hub.bean(Verifications.class).report(id).orElseThrow().faultless())
                .isTrue();
    }
}

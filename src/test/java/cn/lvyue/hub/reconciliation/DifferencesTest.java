package cn.lvyue.hub.reconciliation;

import static cn.lvyue.hub.reconciliation.ReconciledHub.DAY;
import static cn.lvyue.hub.reconciliation.ReconciledHub.HOTLINE;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Holding;
import cn.lvyue.hub.delivery.Holding.Decision;
import cn.lvyue.hub.delivery.Redelivery;
import cn.lvyue.hub.delivery.TargetBook;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import cn.lvyue.hub.sandbox.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferencesTest {
    private final ReconciledHub hub = ReconciledHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void thereAreNoneWhenThePlatformHasWhatWasSent() {
        told("A1", "A2", "A3", "A4", "A5");
        hub.deliver(PROVINCIAL);
        hub.take(HOTLINE, "A1", Standing.UNCONFIRMED, "13.000000");
        hub.deliver(PROVINCIAL);

        var statement = hub.statements().now(DAY, null, null, null, 10).statement();

        assertThat(hub.differences()).isEmpty();
        assertThat(statement.closes()).isTrue();
        var provincial = statement.targets().get(0);
        assertThat(provincial.comparedWith()).isEqualTo("platform");
        assertThat(provincial.sent()).isEqualTo(provincial.platform());
        assertThat(provincial.sent().records()).isEqualTo(6);
        assertThat(provincial.sent().amount()).isEqualTo("75.500000");
    }

    @Test
    void everyKindIsFoundByNameAndNoOther() {
        hub.platforms.refusals.put("A5", "no such body");
        hub.platforms.refusals.put("A6", "no such body");
        told("A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9");
        hub.deliver(PROVINCIAL);
        hub.platforms.posts = Act.DROP_BEFORE;
        sealedAndPushed("U1");
        hub.platforms.posts = Act.DROP_AFTER;
        sealedAndPushed("U2");
        hub.platforms.posts = Act.ANSWER;
        told("H1");
        hub.delivery.seal(PROVINCIAL);
        sql("update delivery.package set state = 7, failure = 'given up', next_attempt_at = null where state = 1");
        sealedAndPushed("V1");
        told("H2");
        var held = hub.bean(Ledger.class).record(HOTLINE, "H2").orElseThrow().recordId();
        hub.bean(Holding.class).holdRecord(PROVINCIAL, held, new Decision("tester", "to be looked at"));
        hub.delivery.seal(PROVINCIAL);
        hub.differences();
        sql("delete from sandbox.record where source_record_no = 'A1'");
        sql("update sandbox.record set revision = 7 where source_record_no = 'A2'");
        sql("""
                insert into sandbox.record (package_no, number, source_record_no, data_state, code, leak, target, business_date,
                    revision, amount, platform_id)
                select package_no, number + 50, source_record_no, data_state, code, leak, target, business_date, revision,
                    amount, platform_id
                from sandbox.record where source_record_no = 'A3'""");
        sql("update sandbox.record set amount = amount + 1 where source_record_no = 'A4'");
        sql("update sandbox.record set code = '0' where source_record_no = 'A6'");
        sql("update sandbox.record set data_state = 2 where source_record_no = 'A7'");
        sql("update sandbox.record set source_record_no = 'B0' where source_record_no = 'A8'");
        hub.clock.advance(Duration.ofHours(73));

        var found = hub.differences();

        assertThat(found)
                .extracting(one -> one.code() + " " + one.sourceRecordNo())
                .containsExactlyInAnyOrder(
                        "R150 A1", "R152 A2", "R153 A3", "R154 A4", "R155 A5", "R160 A6", "R159 A7", "R150 A8",
                        "R151 B0", "R156 U1", "R156 U2", "R157 H1", "R157 H2", "R158 V1");
        assertThat(found).extracting(Difference::target).containsOnly("provincial");
        var amount = found.stream()
                .filter(one -> one.code().equals("R154"))
                .findFirst()
                .orElseThrow();
        assertThat(amount.amount()).isEqualTo("12.500000");
        assertThat(amount.platformAmount()).isEqualTo("12.500001");
        assertThat(amount.recordId()).startsWith("23202603040");
        assertThat(amount.feed()).isEqualTo("hotline-12345");
        assertThat(amount.message()).isEqualTo("A4 两边金额不同：枢纽第 1 版 12.500000 万元，平台第 1 版 12.500001 万元");
        assertThat(amount.messageEn())
                .isEqualTo(
                        "The amounts of A4 differ: hub revision 1 with 12.500000, platform revision 1 with 12.500001");
        var refused = found.stream()
                .filter(one -> one.code().equals("R155"))
                .findFirst()
                .orElseThrow();
        assertThat(refused.said()).contains("no such body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"records", "amount", "digest"})
    void aPlatformThatGetsATotalWrongIsToldOfAndItsListCounts(String total) {
        told("A1", "A2");
        hub.deliver(PROVINCIAL);
        hub.bean(Scenarios.class).play("rules: [ { act: wrong-totals, of: %s } ]".formatted(total));

        var page = hub.statements().now(DAY, PROVINCIAL, null, null, 10);

        assertThat(page.statement().targets().get(0).remark()).startsWith("R161");
        assertThat(page.items()).isEmpty();
        assertThat(page.statement().closes()).isTrue();
    }

    @Test
    void theSumsCloseWhileRefusedRecordsGoAgainAndNothingIsLeftToTell() {
        hub.platforms.refusals.put("A2", "no such body");
        told("A1", "A2", "A3");
        hub.deliver(PROVINCIAL);
        hub.platforms.refusals.clear();
        assertThat(hub.differences()).extracting(Difference::code).containsExactly("R155");

        hub.bean(Redelivery.class).retry(onlyPackage());
        var onTheWay = hub.statements().now(DAY, PROVINCIAL, null, null, 10).statement();
        assertThat(onTheWay.closes()).isTrue();
        assertThat(hub.bean(Deliveries.class).books()).allMatch(TargetBook::closes);
        hub.deliver(PROVINCIAL);

        assertThat(hub.differences()).isEmpty();
        assertThat(hub.statements()
                        .now(DAY, PROVINCIAL, null, null, 10)
                        .statement()
                        .closes())
                .isTrue();
        assertThat(hub.bean(Deliveries.class).books()).allMatch(TargetBook::closes);
    }

    private UUID onlyPackage() {
        return hub.jdbc()
                .sql("select id from delivery.package where target = 1")
                .query(UUID.class)
                .single();
    }

    @Test
    void comeInPagesThatNeverSplitANumber() {
        told("A1", "A2", "A3", "A4", "A5");
        hub.deliver(PROVINCIAL);
        hub.differences();
        sql("delete from sandbox.record where source_record_no <> 'A3'");
        sql("update sandbox.record set amount = 5, data_state = 1 where source_record_no = 'A3'");

        var first = hub.statements().now(DAY, null, null, null, 3);
        var second = hub.statements().now(DAY, null, null, first.next(), 3);

        assertThat(numbers(first.items())).containsExactly("A1", "A2", "A3", "A3");
        assertThat(numbers(second.items())).containsExactly("A4", "A5");
        assertThat(second.next()).isNull();
        assertThat(first.statement().differences()).isEqualTo(6);
    }

    @Test
    void withoutAStatementOfThePlatformItsReceiptsCount() {
        hub.close();
        try (var other = ReconciledHub.fresh("hub.sandbox.statement.revision=")) {
            other.platforms.refusals.put("A2", "no");
            other.take(HOTLINE, "A1", Standing.UNCONFIRMED, null);
            other.take(HOTLINE, "A2", Standing.UNCONFIRMED, null);
            other.deliver(PROVINCIAL);

            var page = other.statements().now(DAY, PROVINCIAL, null, null, 10);

            assertThat(page.statement().targets().get(0).comparedWith()).isEqualTo("receipts");
            assertThat(page.statement().targets().get(0).remark()).contains("404");
            assertThat(numbers(page.items())).containsExactly("A2");
        }
    }

    private void told(String... numbers) {
        for (var number : numbers) {
            hub.take(HOTLINE, number, Standing.UNCONFIRMED, "12.500000");
        }
    }

    private void sealedAndPushed(String number) {
        told(number);
        hub.delivery.seal(PROVINCIAL);
        hub.delivery.push(PROVINCIAL);
    }

    private void sql(String statement) {
        hub.jdbc().sql(statement).update();
    }

    private static List<String> numbers(List<Difference> differences) {
        return differences.stream().map(Difference::sourceRecordNo).toList();
    }
}

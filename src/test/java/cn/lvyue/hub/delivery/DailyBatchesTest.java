package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.delivery.Deliveries.BatchView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which day a record belongs to, and what happens to days on which the hub was away. The clock starts on 5 March, 09:00. */
class DailyBatchesTest {
    private static final LocalDate FOURTH = LocalDate.of(2026, 3, 4);

    private final DeliveryHub hub = DeliveryHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aDayHoldsWhatWasRecordedUntilItsCutOff() {
        recorded("2026-03-04T23:59:59+08:00", 1);
        recorded("2026-03-05T00:00:00+08:00", 2);
        daily().seal(PROVINCIAL);
        assertThat(batches()).singleElement().satisfies(batch -> {
            assertThat(batch.businessDate()).isEqualTo(FOURTH);
            assertThat(batch.records()).isEqualTo(1);
            assertThat(batch.supplement()).isFalse();
        });
        assertThat(hub.deliveries().balances().get(0).pending()).isEqualTo(1);
    }

    @Test
    void aTargetMayEndItsDaysEarlier() {
        try (var early = hub.another("hub.targets.provincial.cut-off=18:00")) {
            recorded("2026-03-04T17:59:59+08:00", 1);
            recorded("2026-03-04T18:00:00+08:00", 2);
            early.bean(DailyBatches.class).seal(PROVINCIAL);
            assertThat(batches()).extracting(BatchView::records).containsExactly(1);
            early.clock.setTo(Instant.parse("2026-03-05T11:00:00Z"));
            early.bean(DailyBatches.class).seal(PROVINCIAL);
            assertThat(batches()).extracting(BatchView::records).containsExactly(1, 1);
            assertThat(batches().get(0).businessDate()).isEqualTo(LocalDate.of(2026, 3, 5));
        }
    }

    @Test
    void whatIsReleasedAndWasRecordedAfterTheCutOffIsNotOfTheDayBefore() {
        var why = new Holding.Decision("王", "核实中");
        var holding = hub.bean(Holding.class);
        holding.holdRecord(PROVINCIAL, ListedOutbox.id(1), why);
        recorded("2026-03-05T08:00:00+08:00", 1);
        hub.deliveries().sealNow(PROVINCIAL, FOURTH.plusDays(1)); // sets it aside
        holding.releaseRecord(PROVINCIAL, ListedOutbox.id(1), why);

        daily().seal(PROVINCIAL);
        assertThat(hub.deliveries().batches(PROVINCIAL, FOURTH, Long.MAX_VALUE, 10))
                .extracting(BatchView::records)
                .containsExactly(0);

        hub.clock.advance(Duration.ofDays(1));
        daily().seal(PROVINCIAL);
        assertThat(batches().get(0).businessDate()).isEqualTo(FOURTH.plusDays(1));
        assertThat(batches().get(0).records()).isEqualTo(1);
    }

    @Test
    void everyMissedDayGetsItsOwnBatchOrZeroReportAndSaysSo() {
        daily().seal(PROVINCIAL);
        recorded("2026-03-05T12:00:00+08:00", 1);
        recorded("2026-03-07T12:00:00+08:00", 2);
        hub.clock.advance(Duration.ofDays(3));
        daily().seal(PROVINCIAL);
        var made = batches().stream().limit(3).toList();
        assertThat(made)
                .extracting(BatchView::businessDate)
                .containsExactly(FOURTH.plusDays(3), FOURTH.plusDays(2), FOURTH.plusDays(1));
        assertThat(made).extracting(BatchView::records).containsExactly(1, 0, 1);
        assertThat(made).extracting(BatchView::zeroReport).containsExactly(false, true, false);
        assertThat(made).extracting(BatchView::supplement).containsExactly(false, true, true);
        hub.runUntilQuiet(PROVINCIAL);
        var bodies = hub.jdbc()
                .sql("select body from sandbox.package order by no")
                .query(byte[].class)
                .list();
        assertThat(bodies)
                .extracting(body -> new String(body, StandardCharsets.UTF_8).contains("\"supplement\":true"))
                .containsExactly(false, true, true, false);
    }

    @Test
    void theWatchdogMakesWhatTheScheduleDidNot() {
        watchdog().watch();
        hub.clock.advance(Duration.ofHours(15)); // the sixth, 00:00
        recorded("2026-03-05T12:00:00+08:00", 1);
        watchdog().watch();
        assertThat(batches()).as("not before its time").isEmpty();
        hub.clock.advance(Duration.ofMinutes(6 * 60 + 40));
        watchdog().watch();
        assertThat(batches()).extracting(BatchView::businessDate).containsExactly(FOURTH.plusDays(1));
        assertThat(hub.bean(ListedAlarms.class).open()).containsExactly("T182 provincial");
        watchdog().watch();
        assertThat(batches()).hasSize(1);
        hub.clock.advance(Duration.ofDays(1));
        daily().seal(PROVINCIAL);
        assertThat(hub.bean(ListedAlarms.class).open())
                .as("the schedule works again")
                .isEmpty();
    }

    @Test
    void theNationIsOwedNoDailyBatch() {
        watchdog().watch();
        hub.clock.advance(Duration.ofDays(3));
        watchdog().watch();
        assertThat(hub.deliveries().batches(NATIONAL, null, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void outsideItsWindowsATargetGetsNothingAndIsSealedForAllTheSame() {
        try (var narrow = hub.another("hub.targets.provincial.windows=22:00-06:00,12:00-13:00")) {
            recorded("2026-03-04T12:00:00+08:00", 1);
            narrow.bean(DailyBatches.class).seal(PROVINCIAL);
            assertThat(narrow.push(PROVINCIAL)).isZero();
            assertThat(narrow.bean(Holding.class).targets().get(0).sending()).isFalse();
            assertThat(hub.deliveries().balances().get(0).sealed()).isEqualTo(1);
            narrow.clock.setTo(Instant.parse("2026-03-05T14:00:00Z"));
            assertThat(narrow.push(PROVINCIAL)).isEqualTo(1);
        }
    }

    @Test
    void packagesAreBoundedByBytesToo() {
        try (var small = hub.another("hub.delivery.package-records=1000", "hub.delivery.package-bytes=1500B")) {
            hub.outbox.addNew(PROVINCIAL, 1, 6);
            var batch = small.deliveries().sealNow(PROVINCIAL, FOURTH);
            assertThat(batch.packages()).hasSizeGreaterThan(2);
            assertThat(batch.packages())
                    .allSatisfy(pack -> assertThat(pack.records()).isBetween(1, 2));
        }
    }

    @Test
    void aScheduleThatCannotBeReadKeepsTheHubFromStarting() {
        for (var wrong : List.of("cut-off=25:00", "windows=noon", "cron=often")) {
            assertThatThrownBy(() -> hub.another("hub.targets.provincial." + wrong))
                    .isNotNull();
        }
    }

    private void recorded(String at, long record) {
        hub.outbox.recordAt(OffsetDateTime.parse(at).toInstant());
        hub.outbox.addNew(PROVINCIAL, record, record);
    }

    private DailyBatches daily() {
        return hub.bean(DailyBatches.class);
    }

    private Watchdog watchdog() {
        return hub.bean(Watchdog.class);
    }

    private List<BatchView> batches() {
        return hub.deliveries().batches(PROVINCIAL, null, Long.MAX_VALUE, 10);
    }
}

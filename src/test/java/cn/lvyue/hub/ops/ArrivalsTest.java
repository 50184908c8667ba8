package cn.lvyue.hub.ops;

import static cn.lvyue.hub.ops.ArrivalState.ARRIVED;
import static cn.lvyue.hub.ops.ArrivalState.ARRIVED_LATE;
import static cn.lvyue.hub.ops.ArrivalState.LATE;
import static cn.lvyue.hub.ops.ArrivalState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.Backlog;
import cn.lvyue.hub.ops.OperationHub.PassingTime;
import cn.lvyue.hub.ops.OperationHub.WaitedFor;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.DueRule.Every;
import cn.lvyue.hub.record.FeedId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = OperationHub.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.location=optional:classpath:/no-settings.yaml")
@ExtendWith(OutputCaptureExtension.class)
class ArrivalsTest {
    private static final FeedId HOTLINE = new FeedId("hotline");
    private static final FeedId SITE = new FeedId("site");
    private static final DueRule DAILY = new DueRule.Fixed(Every.DAY, 0, LocalTime.of(10, 0), Duration.ofMinutes(30));

    @Autowired
    private PassingTime clock;

    @Autowired
    private WaitedFor feeds;

    @Autowired
    private ArrivalsStep arrivals;

    @Autowired
    private ArrivalService shown;

    @Autowired
    private AlarmService alarms;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AlarmHealth arrivalsHealthIndicator;

    @Autowired
    private ArrivalJudge judge;

    @Autowired
    private ArrivalStore store;

    @Autowired
    private ArrivalAlarms telling;

    @Autowired
    private Backlog backlog;

    @BeforeEach
    void aHubThatStartsForTheFirstTime() {
        TestDatabase.reset();
        feeds.rules.clear();
        feeds.rules.put(HOTLINE, Optional.of(DAILY));
        lookAt("2026-03-04T14:00");
    }

    @Test
    void aNewHubExpectsNothingOfDaysAndHoursBeforeItsFirstStart() {
        lookAt("2026-03-04T23:59");

        assertThat(states()).isEmpty();
        assertThat(alarms.open()).isEmpty();
    }

    @Test
    void silenceRaisesOneAlarmAndArrivalClearsIt(CapturedOutput log) {
        lookAt("2026-03-05T00:01");
        assertThat(states()).containsExactly(WAITING);
        lookAt("2026-03-05T10:30");
        assertThat(states()).containsExactly(WAITING);
        assertThat(arrivalsHealthIndicator.health().getStatus()).isEqualTo(Status.UP);

        for (int minute = 31; minute < 60; minute++) {
            lookAt("2026-03-05T10:" + minute);
        }

        assertThat(states()).containsExactly(LATE);
        assertThat(alarms.open()).singleElement().satisfies(alarm -> {
            assertThat(alarm.code()).isEqualTo("T161");
            assertThat(alarm.subject()).isEqualTo("hotline");
            assertThat(alarm.zh()).isEqualTo("《hotline》应于 2026-03-05 10:00 前报送，至今未到，已缺 1 期");
            assertThat(alarm.en()).isEqualTo("nothing came from Feed hotline, due by 2026-03-05 10:00; 1 missed");
        });
        assertThat(arrivalsHealthIndicator.health().getStatus().getCode()).isEqualTo("ALARM");
        assertThat(arrivalsHealthIndicator.health().getDetails()).containsEntry("T161", "hotline");
        assertThat(log.getOut().lines().filter(line -> line.contains("alarm T161 [hotline]")))
                .hasSize(1);

        came("hotline", "2026-03-05T11:20", 7);
        lookAt("2026-03-05T11:21");

        assertThat(alarms.open()).isEmpty();
        assertThat(all()).singleElement().satisfies(arrival -> {
            assertThat(arrival.state()).isEqualTo(ARRIVED_LATE);
            assertThat(arrival.arrivedAt()).isEqualTo(PassingTime.at("2026-03-05T11:20"));
            assertThat(arrival.records()).isEqualTo(7);
        });
        assertThat(alarms.all(Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.clearedAt()).isEqualTo(PassingTime.at("2026-03-05T11:21")));
    }

    @Test
    void whatCameInGraceIsPunctual() {
        came("hotline", "2026-03-05T10:30", 7);
        lookAt("2026-03-05T12:00");

        assertThat(states()).containsExactly(ARRIVED);
    }

    @Test
    void aMissedDayStaysMissedWhenTheNextOneComesAndClearsTheAlarm() {
        lookAt("2026-03-05T11:00");
        came("hotline", "2026-03-06T08:00", 7);

        lookAt("2026-03-06T08:01");

        assertThat(states()).containsExactly(LATE, ARRIVED);
        assertThat(alarms.open()).isEmpty();
    }

    @Test
    void daysMissedInARowAreOneAlarmThatCounts() {
        lookAt("2026-03-05T11:00");
        lookAt("2026-03-06T11:00");
        lookAt("2026-03-07T11:00");

        assertThat(states()).containsExactly(LATE, LATE, LATE);
        assertThat(alarms.all(Long.MAX_VALUE, 10)).singleElement().satisfies(alarm -> {
            assertThat(alarm.raisedAt()).isEqualTo(PassingTime.at("2026-03-05T11:00"));
            assertThat(alarm.zh()).contains("2026-03-05 10:00", "已缺 3 期");
        });
    }

    @Test
    void periodsThatPassedWhileTheHubWasDownAreJudgedAtItsNextStart() {
        came("hotline", "2026-03-05T09:00", 7);
        lookAt("2026-03-05T10:00");

        arrivals = OperationHub.node(clock, feeds, judge, store, telling, backlog);
        came("hotline", "2026-03-09T10:40", 7);
        lookAt("2026-03-09T10:41");

        assertThat(states()).containsExactly(ARRIVED, LATE, LATE, LATE, ARRIVED_LATE);
        assertThat(alarms.open()).isEmpty();
    }

    @Test
    void anEmptyMessageIsAZeroReportAndCounts() {
        came("hotline", "2026-03-05T09:00", 0);
        lookAt("2026-03-05T11:00");

        assertThat(states()).containsExactly(ARRIVED);
        assertThat(all().get(0).zeroReport()).isTrue();

        came("hotline", "2026-03-05T13:00", 4);
        lookAt("2026-03-05T13:01");

        assertThat(all().get(0).zeroReport()).isFalse();
        assertThat(all().get(0).records()).isEqualTo(4);
        assertThat(all().get(0).arrivedAt()).isEqualTo(PassingTime.at("2026-03-05T09:00"));
    }

    @Test
    void aMessageThatCannotBeReadIsNoArrivalButShows() {
        OperationHub.settled(jdbc, OperationHub.archived(jdbc, "hotline", "2026-03-05T09:00"), 3, 0);
        lookAt("2026-03-05T11:00");

        assertThat(states()).containsExactly(LATE);
        assertThat(all().get(0).unreadable()).isEqualTo(1);
        assertThat(alarms.open().get(0).zh()).contains("1 份报文无法读取");
    }

    @Test
    void whatTheHubFailedToHandleIsNotHeldAgainstItsSender() {
        OperationHub.settled(jdbc, OperationHub.archived(jdbc, "hotline", "2026-03-05T09:00"), 4, 0);
        lookAt("2026-03-05T11:00");

        assertThat(states()).containsExactly(ARRIVED);
        assertThat(all().get(0).zeroReport()).isFalse();
    }

    @Test
    void whatCameInTimeAndIsStillBeingReadRaisesNoAlarm() {
        long id = OperationHub.archived(jdbc, "hotline", "2026-03-05T10:29");
        lookAt("2026-03-05T10:55");
        assertThat(states()).containsExactly(WAITING);

        OperationHub.settled(jdbc, id, 2, 5);
        lookAt("2026-03-05T10:56");
        assertThat(states()).containsExactly(ARRIVED);

        OperationHub.archived(jdbc, "hotline", "2026-03-06T10:31");
        lookAt("2026-03-06T10:32");
        assertThat(states()).containsExactly(ARRIVED, LATE);
    }

    @Test
    void aMessageReadAfterMidnightStillCountsForTheDayItCame() {
        long id = OperationHub.archived(jdbc, "hotline", "2026-03-05T23:59");
        lookAt("2026-03-06T00:05");
        assertThat(states()).containsExactly(LATE, WAITING);

        OperationHub.settled(jdbc, id, 2, 5);
        lookAt("2026-03-06T00:20");

        assertThat(states()).containsExactly(ARRIVED_LATE, WAITING);
    }

    @Test
    void messagesOfOtherFeedsDoNotCount() {
        came("site", "2026-03-05T09:00", 7);
        lookAt("2026-03-05T11:00");

        assertThat(states()).containsExactly(LATE);
    }

    @Test
    void aRuleThatChangesHoldsFromNowOn() {
        lookAt("2026-03-05T11:00");
        feeds.rules.put(HOTLINE, Optional.of(new DueRule.Fixed(Every.WEEK, 5, LocalTime.of(17, 0), Duration.ZERO)));
        lookAt("2026-03-05T12:00");
        lookAt("2026-03-06T11:00");

        assertThat(states()).containsExactly(LATE, WAITING);

        lookAt("2026-03-06T17:01");

        assertThat(states()).containsExactly(LATE, LATE);
    }

    @Test
    void aFeedThatIsNoLongerWaitedForHasNoAlarm() {
        lookAt("2026-03-05T11:00");
        assertThat(alarms.open()).hasSize(1);

        feeds.rules.put(HOTLINE, Optional.empty());
        lookAt("2026-03-06T11:00");

        assertThat(alarms.open()).isEmpty();
        assertThat(states()).containsExactly(LATE);
    }

    @Test
    void aFeedThatMustNeverBeSilentForLongerIsWaitedForFromItsLastMessage() {
        feeds.rules.put(SITE, Optional.of(new DueRule.Within(Duration.ofHours(4))));
        feeds.rules.remove(HOTLINE);
        lookAt("2026-03-05T08:00");
        for (int hour = 9; hour < 20; hour++) {
            came("site", "2026-03-05T%02d:00".formatted(hour), 1);
            lookAt("2026-03-05T%02d:30".formatted(hour));
        }
        assertThat(states()).containsExactly(WAITING);
        lookAt("2026-03-05T23:00");
        assertThat(states()).containsExactly(WAITING);

        lookAt("2026-03-05T23:01");
        assertThat(states()).containsExactly(LATE);
        assertThat(alarms.open())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.zh()).contains("2026-03-05 23:00"));

        came("site", "2026-03-06T03:00", 1);
        lookAt("2026-03-06T03:01");
        assertThat(states()).containsExactly(ARRIVED_LATE, WAITING);
        assertThat(alarms.open()).isEmpty();
    }

    @Test
    void nodesThatLookAtOnceRaiseOneAlarmAndWriteEveryPeriodOnce() throws Exception {
        clock.moveTo("2026-03-07T11:00");
        var nodes = IntStream.range(0, 4)
                .mapToObj(n -> OperationHub.node(clock, feeds, judge, store, telling, backlog))
                .toList();
        var pool = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 5; round++) {
            nodes.forEach(node -> pool.execute(node::evaluate));
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(states()).containsExactly(LATE, LATE, LATE);
        assertThat(alarms.all(Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void aYearWithoutCalendarIsToldFromDecemberOn() {
        feeds.rules.clear();
        lookAt("2026-11-30T12:00");
        assertThat(alarms.open()).isEmpty();

        lookAt("2026-12-01T00:01");

        assertThat(alarms.open()).singleElement().satisfies(alarm -> {
            assertThat(alarm.code()).isEqualTo("T162");
            assertThat(alarm.subject()).isEqualTo("2027");
        });
    }

    @Test
    void messagesThatWaitForLongAreToldUntilTheyAreWorkedOff() {
        long id = OperationHub.archived(jdbc, "hotline", "2026-03-04T14:05");
        lookAt("2026-03-04T14:35");
        assertThat(alarms.open()).isEmpty();

        lookAt("2026-03-04T14:36");
        assertThat(alarms.open()).extracting(AlarmView::code).containsExactly("T163");

        OperationHub.settled(jdbc, id, 2, 1);
        lookAt("2026-03-04T14:37");
        assertThat(alarms.open()).isEmpty();
    }

    private void lookAt(String local) {
        clock.moveTo(local);
        arrivals.evaluate();
    }

    private void came(String feed, String at, int records) {
        OperationHub.settled(jdbc, OperationHub.archived(jdbc, feed, at), 2, records);
    }

    private List<ArrivalView> all() {
        return shown.between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), null);
    }

    private List<ArrivalState> states() {
        return all().stream().map(ArrivalView::state).toList();
    }
}

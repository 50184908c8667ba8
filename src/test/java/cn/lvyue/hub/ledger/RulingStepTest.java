package cn.lvyue.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Ruling;
import cn.lvyue.hub.record.Rulings.Act;
import cn.lvyue.hub.record.Rulings.Ending;
import cn.lvyue.hub.record.Rulings.Result;
import cn.lvyue.hub.record.Rulings.Settled;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person's ruling makes of the ledger: nothing is lost by it and nothing is told twice. */
class RulingStepTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final FeedId SME = new FeedId("sme-arrears");
    private static final Matter MATTER = new Matter(new UUID(7, 7), 11L, 12L);

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.dataSource());
    private final JdbcClient client = JdbcClient.create(jdbc);
    private final Clock clock = Clock.fixed(Instant.parse("2023-10-15T22:30:00Z"), ZoneId.of("Asia/Shanghai"));
    private final LedgerView view = new LedgerView(client, PersonalSeal.none());
    private final DueList outbox = new DueList(client, PersonalSeal.none());
    private LedgerStep ledger;
    private RulingStep rulings;
    private LookAlikes lookAlikes;

    @BeforeEach
    void empty() {
        TestDatabase.reset();
        var transaction = new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource()));
        var store = new LedgerStore(jdbc, PersonalSeal.none());
        var chunks = new ChunkStore(jdbc, clock, PersonalSeal.none());
        var deciding =
                new LedgerStep.Deciding(RulingStepTest::gate, new RecordNumbers(client), clock, PersonalSeal.none());
        ledger = new LedgerStep(
                store, chunks, new IntakeStore(client), new ReturnStore(jdbc, clock), deciding, transaction);
        rulings = new RulingStep(
                store, new ReplayStore(jdbc, store), new RulingStore(jdbc), chunks, deciding, transaction);
        lookAlikes = new LookAlikes(client, transaction, clock);
    }

    @Test
    void aParkedRecordThatIsReleasedCountsAndIsDueOnce() {
        var parked = told("A", 1).verdict(Verdict.PARKED).build();
        came(HOTLINE, 1, parked);

        var result = rule(Ruling.RELEASE, HOTLINE, 1, parked);

        assertThat(result.number()).isNotNull();
        assertThat(result.settled()).extracting(Settled::ending).containsExactly(Ending.DONE);
        assertThat(view.record(HOTLINE, "A").orElseThrow().revision()).isEqualTo(2);
        assertThat(due(Target.PROVINCIAL)).containsExactly(DueKind.NEW);
        assertThat(view.entries(1, null, 0, 9))
                .as("the first outcome stays")
                .extracting(Ledger.Entry::outcome)
                .containsExactly(Outcome.PARKED);
        assertThat(count("ledger.returned where corrected_by_message is null")).isZero();
    }

    @Test
    void aRulingThatComesTwiceHasItsEffectOnce() {
        var parked = told("A", 1).verdict(Verdict.PARKED).build();
        came(HOTLINE, 1, parked);
        rule(Ruling.RELEASE, HOTLINE, 1, parked);

        var again = rule(Ruling.RELEASE, HOTLINE, 1, parked);

        assertThat(again.number()).isNull();
        assertThat(again.settled()).extracting(Settled::ending).containsExactly(Ending.MOVED_ON);
        assertThat(count("ledger.due where target = 1")).isEqualTo(1);
        assertThat(count("ledger.ruling")).isEqualTo(1);
    }

    @Test
    void aConfirmedBreachThatIsReleasedGoesThroughTheNationalGateAndAnotherDoesNot() {
        var open = told("A", 1).verdict(Verdict.PARKED).build();
        var confirmed = told("B", 2)
                .verdict(Verdict.PARKED)
                .standing(Standing.CONFIRMED)
                .build();
        came(HOTLINE, 1, open, confirmed);

        rule(Ruling.RELEASE, HOTLINE, 1, open, confirmed);

        assertThat(outbox.dueAfter(Target.NATIONAL, 0, 9))
                .extracting(DueRevision::sourceRecordNo)
                .containsExactly("B");
    }

    @Test
    void whatIsReleasedAndTellsAMatterThatIsKnownIsLinkedToItAndNotDue() {
        came(SME, 1, told("S", 1).matter(MATTER).build());
        var parked = told("A", 1).verdict(Verdict.PARKED).matter(MATTER).build();
        came(HOTLINE, 2, parked);

        rule(Ruling.RELEASE, HOTLINE, 2, parked);

        assertThat(view.record(HOTLINE, "A").orElseThrow().outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(due(Target.PROVINCIAL)).containsExactly(DueKind.NEW);
    }

    @Test
    void whatIsDismissedStaysParkedAndIsAskedAboutAgainWhenItComesAgain() {
        var parked = told("A", 1).verdict(Verdict.PARKED).build();
        came(HOTLINE, 1, parked);

        rule(Ruling.DISMISS, HOTLINE, 1, parked);

        assertThat(view.record(HOTLINE, "A").orElseThrow().outcome()).isEqualTo(Outcome.PARKED);
        assertThat(due(Target.PROVINCIAL)).isEmpty();
        assertThat(count("work.returned")).isZero();
        came(HOTLINE, 2, told("A", 1).verdict(Verdict.PARKED).content(2).build());
        assertThat(count("work.returned")).isEqualTo(1);
    }

    @Test
    void aConflictIsEndedByTakingTheOtherVersionOrByKeepingOurs() {
        came(
                HOTLINE,
                1,
                told("A", 1).version(1L).build(),
                told("B", 2).version(1L).build());
        var otherA = told("A", 1).version(1L).content(2).build();
        var otherB = told("B", 2).version(1L).content(2).build();
        came(HOTLINE, 2, otherA, otherB);

        rule(Ruling.RELEASE, HOTLINE, 2, otherA);
        rule(Ruling.DISMISS, HOTLINE, 2, otherB);

        assertThat(view.record(HOTLINE, "A").orElseThrow().revision()).isEqualTo(2);
        assertThat(view.record(HOTLINE, "B").orElseThrow().revision()).isEqualTo(1);
        assertThat(due(Target.PROVINCIAL)).containsExactly(DueKind.NEW, DueKind.NEW, DueKind.CHANGE);
        assertThat(count("work.returned")).isZero();
    }

    @Test
    void aDuplicateThatIsAnotherMatterIsDueOnItsOwnAndNotAskedAboutAgain() {
        var linked = linked();

        var result = rule(Ruling.DIFFERENT, HOTLINE, 2, linked);

        assertThat(result.settled()).extracting(Settled::revision).containsExactly(2);
        assertThat(outbox.dueAfter(Target.PROVINCIAL, 0, 9))
                .extracting(DueRevision::sourceRecordNo)
                .containsExactly("S", "A");
        assertThat(count("work.linked")).isZero();
        lookAlikes.look();
        assertThat(count("work.look_alike")).isZero();
    }

    @Test
    void aDuplicateThatIsConfirmedStaysLinkedThroughLaterVersionsOfTheSameMatter() {
        var linked = linked();

        rule(Ruling.SAME, HOTLINE, 2, linked);
        came(HOTLINE, 3, told("A", 1).matter(MATTER).content(2).build());

        assertThat(count("work.linked")).isZero();
        assertThat(due(Target.PROVINCIAL)).containsExactly(DueKind.NEW);
        came(
                HOTLINE,
                4,
                told("A", 1)
                        .matter(new Matter(new UUID(8, 8), 11L, 12L))
                        .content(3)
                        .build());
        assertThat(count("work.linked")).as("of another matter now").isEqualTo(1);
    }

    @Test
    void aVersionThatIsNotThePresentOneIsNotDecidedAbout() {
        var linked = linked();
        came(HOTLINE, 3, told("A", 1).matter(MATTER).content(2).build());

        assertThat(rule(Ruling.DIFFERENT, HOTLINE, 2, linked).settled())
                .extracting(Settled::ending)
                .containsExactly(Ending.UNFIT);
        assertThat(count("ledger.due")).isEqualTo(1);
    }

    @Test
    void complaintsOfOneContractUnderOtherNamesAreSuggestedAndOneIsRemovedWhenTheyAreTheSame() {
        came(SME, 1, told("S", 1).matter(MATTER).standing(Standing.CONFIRMED).build());
        var alike = told("A", 1)
                .matter(new Matter(MATTER.key(), null, 99L))
                .standing(Standing.CONFIRMED)
                .build();
        came(HOTLINE, 2, alike);
        lookAlikes.look();
        assertThat(count("work.look_alike")).isEqualTo(1);
        assertThat(count("work.suggested where ruling is null"))
                .as("the record's page shows what waits")
                .isEqualTo(1);

        rule(Ruling.SAME, HOTLINE, 2, alike);

        assertThat(count("work.suggested where word = 3"))
                .as("and what was ruled on it")
                .isEqualTo(1);

        assertThat(due(Target.PROVINCIAL)).containsExactly(DueKind.NEW, DueKind.NEW, DueKind.REMOVE);
        assertThat(due(Target.NATIONAL)).containsExactly(DueKind.NEW, DueKind.NEW, DueKind.REMOVE);
        assertThat(view.record(HOTLINE, "A").orElseThrow().links())
                .extracting(Ledger.Link::recordId)
                .containsExactly(id(SME, "S"));
        assertThat(count("work.look_alike")).isZero();
        assertThat(count("work.linked")).isZero();
    }

    @Test
    void whatTheRulesRejectTodayIsNotReleased() {
        came(HOTLINE, 1, told("A", 1).verdict(Verdict.PARKED).build());

        var result = rule(
                Ruling.RELEASE,
                HOTLINE,
                1,
                told("A", 1).verdict(Verdict.REJECTED).build());

        assertThat(result.settled()).extracting(Settled::ending).containsExactly(Ending.REFUSED);
        assertThat(count("work.returned")).as("it waits on").isEqualTo(1);
    }

    private Inspected linked() {
        came(SME, 1, told("S", 1).matter(MATTER).build());
        var linked = told("A", 1).matter(MATTER).build();
        came(HOTLINE, 2, linked);
        assertThat(count("work.linked")).isEqualTo(1);
        return linked;
    }

    private Result rule(Ruling ruling, FeedId feed, long message, Inspected... items) {
        var chunk = new Chunk<>(message(feed, message), 1, List.of(items), null);
        var marks = List.of(items).stream()
                .map(item -> new ReturnMark(message, item.row()))
                .toList();
        return rulings.keep(new Act(ruling, marks, "电话核实", "li"), List.of(chunk));
    }

    private void came(FeedId feed, long message, Inspected... items) {
        ledger.begin(message(feed, message), "m", "p");
        ledger.write(new Chunk<>(message(feed, message), 1, List.of(items), new ReadEnd(items.length, List.of())));
    }

    private Message message(FeedId feed, long id) {
        return new Message(id, feed, Channel.HTTP, clock.instant(), null, null, 1, "00");
    }

    private static Told told(String number, int row) {
        return new Told(number, row);
    }

    private List<DueKind> due(Target target) {
        return outbox.dueAfter(target, 0, 99).stream().map(DueRevision::kind).toList();
    }

    private RecordId id(FeedId feed, String number) {
        return view.record(feed, number).orElseThrow().recordId();
    }

    private long count(String what) {
        return client.sql("select count(*) from " + what).query(Long.class).single();
    }

    private static Optional<DueKind> gate(Standing standing, boolean stands) {
        return standing == Standing.CONFIRMED ? Optional.of(stands ? DueKind.CHANGE : DueKind.NEW) : Optional.empty();
    }
}

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
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Replayed;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What doing records again makes of the ledger, and that a plan says the same beforehand. */
class ReplayStepTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final FeedId SME = new FeedId("sme-arrears");
    private static final long REPLAY = 7;

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.dataSource());
    private final JdbcClient client = JdbcClient.create(jdbc);
    private final Clock clock = Clock.fixed(Instant.parse("2023-10-15T22:30:00Z"), ZoneId.of("Asia/Shanghai"));
    private final LedgerView view = new LedgerView(client, PersonalSeal.none());
    private final DueList outbox = new DueList(client, PersonalSeal.none());
    private LedgerStep ledger;
    private ReplayStep replay;

    @BeforeEach
    void empty() {
        TestDatabase.reset();
        var transaction = new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource()));
        var store = new LedgerStore(jdbc, PersonalSeal.none());
        var chunks = new ChunkStore(jdbc, clock, PersonalSeal.none());
        var deciding =
                new LedgerStep.Deciding(ReplayStepTest::gate, new RecordNumbers(client), clock, PersonalSeal.none());
        ledger = new LedgerStep(
                store, chunks, new IntakeStore(client), new ReturnStore(jdbc, clock), deciding, transaction);
        replay = new ReplayStep(store, new ReplayStore(jdbc, store), chunks, deciding, transaction);
    }

    @Test
    void aRecordThatReadsOtherwiseTodayBecomesANewRevisionAndNoConflict() {
        came(1, told("A", 1).version(5L).build());

        var became = again(1, told("A", 1).version(5L).content(2).build());

        assertThat(became).singleElement().satisfies(each -> {
            assertThat(each.effect()).isEqualTo(ReplayEffect.CHANGED);
            assertThat(each.outcome()).isEqualTo(Outcome.UPDATED);
        });
        var known = view.record(HOTLINE, "A").orElseThrow();
        assertThat(known.revision()).isEqualTo(2);
        assertThat(known.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(view.revisions(known.recordId()))
                .extracting(Ledger.Revision::replay)
                .containsExactly(null, REPLAY);
        assertThat(view.entries(1, null, 0, 10))
                .as("the first outcome stays")
                .extracting(Ledger.Entry::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(outbox.dueAfter(Target.PROVINCIAL, 0, 10))
                .extracting(DueRevision::kind)
                .containsExactly(DueKind.NEW, DueKind.CHANGE);
    }

    @Test
    void whatReadsTheSameIsLeftAloneAndNotDueAgain() {
        came(1, told("A", 1).build());

        assertThat(again(1, told("A", 1).build())).extracting(Replayed::effect).containsExactly(ReplayEffect.UNCHANGED);
        assertThat(count("ledger.due")).isEqualTo(1);
        assertThat(count("ledger.revision")).isEqualTo(1);
    }

    @Test
    void whatWasRejectedIsAcceptedAndTheReturnIsClosed() {
        came(1, told("A", 1).verdict(Verdict.REJECTED).build());

        assertThat(again(1, told("A", 1).build())).extracting(Replayed::effect).containsExactly(ReplayEffect.NEW);

        assertThat(view.record(HOTLINE, "A").orElseThrow().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(client.sql("select count(*) from ledger.returned where corrected_by_message is null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatWasParkedComesIntoForceWithTheSameContent() {
        came(1, told("A", 1).verdict(Verdict.PARKED).build());

        var became = again(1, told("A", 1).build());

        assertThat(became).extracting(Replayed::outcome).containsExactly(Outcome.UPDATED);
        assertThat(outbox.dueAfter(Target.PROVINCIAL, 0, 10))
                .extracting(DueRevision::kind)
                .containsExactly(DueKind.NEW);
    }

    @Test
    void anOlderMessageNeverReplacesANewerRevision() {
        came(1, told("A", 1).version(1L).build());
        came(2, told("A", 1).version(2L).content(2).build());
        came(3, told("B", 1).build());
        came(4, told("B", 1).content(2).build());

        assertThat(again(1, told("A", 1).version(1L).content(9).build()))
                .extracting(Replayed::outcome)
                .containsExactly(Outcome.STALE);
        assertThat(again(3, told("B", 1).content(9).build()))
                .as("without versions the order of arrival counts")
                .extracting(Replayed::outcome)
                .containsExactly(Outcome.STALE);
        assertThat(view.record(HOTLINE, "A").orElseThrow().revision()).isEqualTo(2);
        assertThat(view.record(HOTLINE, "B").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void aConflictOfTwoRecordsStaysAConflict() {
        came(
                1,
                told("A", 1).version(1L).build(),
                told("A", 2).version(1L).content(2).build());

        assertThat(again(
                        1,
                        told("A", 1).version(1L).build(),
                        told("A", 2).version(1L).content(2).build()))
                .extracting(Replayed::outcome)
                .containsExactly(Outcome.DUPLICATE, Outcome.CONFLICT);
    }

    @Test
    void whatAPersonCorrectedStandsWhenItsSourceIsReadAgain() {
        came(1, told("A", 1).version(1L).build());

        var corrected = replay.correct(
                8, false, chunk(message(1, HOTLINE), told("A", 1).content(5).build()));
        var read = again(1, told("A", 1).version(1L).content(9).build());

        assertThat(corrected).extracting(Replayed::effect).containsExactly(ReplayEffect.CHANGED);
        assertThat(read).extracting(Replayed::outcome).containsExactly(Outcome.STALE);
        assertThat(view.record(HOTLINE, "A").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void aCorrectionOfARevisionThatWasReplacedMeanwhileIsLeftToAPerson() {
        came(1, told("A", 1).version(1L).build());
        came(2, told("A", 1).version(2L).content(2).build());

        var corrected = replay.correct(
                8, false, chunk(message(1, HOTLINE), told("A", 1).content(5).build()));

        assertThat(corrected).extracting(Replayed::effect).containsExactly(ReplayEffect.IMPOSSIBLE);
        assertThat(view.record(HOTLINE, "A").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void aChunkThatComesTwiceInOneReplayIsDoneOnce() {
        came(1, told("A", 1).build());

        assertThat(again(1, told("A", 1).content(2).build())).hasSize(1);
        assertThat(again(1, told("A", 1).content(2).build())).isEmpty();
        assertThat(replay.doneUpTo(REPLAY, 1)).isEqualTo(1);
        assertThat(view.record(HOTLINE, "A").orElseThrow().revision()).isEqualTo(2);
    }

    /** Random ledgers, random changes of what is read: the plan says what happens, and a second time nothing does. */
    @Test
    void aPlanSaysWhatThenHappensAndASecondReplayChangesNothing() {
        for (long seed = 1; seed <= 60; seed++) {
            empty();
            var random = new Random(seed);
            var messages = new ArrayList<Chunk<Inspected>>();
            for (int id = 1; id <= 4; id++) {
                var message = message(id, random.nextInt(3) == 0 ? SME : HOTLINE);
                messages.add(chunk(message, records(random)));
                ledger.begin(message, "m", "p");
                ledger.write(messages.get(id - 1));
            }
            var today =
                    messages.stream().map(chunk -> readOtherwise(chunk, random)).toList();

            if (seed % 2 == 0) {
                replay.forgetPlan(REPLAY); // as a plan begins; without that it looks for every number
            }
            var plan = new ArrayList<Replayed>();
            today.forEach(chunk -> plan.addAll(replay.keep(REPLAY, true, chunk)));
            replay.forgetPlan(REPLAY);
            var before = List.of(count("ledger.revision"), count("ledger.due"), count("ledger.replayed"));
            assertThat(before.get(2)).as("a plan keeps nothing").isZero();
            var run = new ArrayList<Replayed>();
            today.forEach(chunk -> run.addAll(replay.keep(REPLAY, false, chunk)));

            assertThat(run.stream().map(ReplayStepTest::told).toList())
                    .as("seed %d", seed)
                    .isEqualTo(plan.stream().map(ReplayStepTest::told).toList());
            var after = List.of(count("ledger.revision"), count("ledger.due"));
            var again = new ArrayList<Replayed>();
            today.forEach(chunk -> again.addAll(replay.keep(REPLAY + 1, false, chunk)));
            assertThat(again)
                    .as("seed %d, a second time", seed)
                    .allSatisfy(each -> assertThat(each.revision()).isNull());
            assertThat(List.of(count("ledger.revision"), count("ledger.due"))).isEqualTo(after);
        }
    }

    private static String told(Replayed each) {
        return each.messageId() + ":" + each.row() + " " + each.effect() + " " + each.outcome() + " " + each.revision();
    }

    private static Inspected[] records(Random random) {
        var records = new Inspected[1 + random.nextInt(6)];
        for (int row = 1; row <= records.length; row++) {
            records[row - 1] = told("N" + random.nextInt(4), row)
                    .version(random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(3)))
                    .content(random.nextInt(4))
                    .verdict(verdict(random))
                    .matter(random.nextInt(3) == 0 ? new Matter(new UUID(7, random.nextInt(2)), 11L, 21L) : null)
                    .standing(Standing.ofCode(random.nextInt(4)))
                    .build();
        }
        return records;
    }

    private static Verdict verdict(Random random) {
        int dice = random.nextInt(6);
        return dice == 0 ? Verdict.REJECTED : dice == 1 ? Verdict.PARKED : Verdict.CLEAR;
    }

    /** As a changed mapping would: other contents, other verdicts; numbers and versions stay. */
    private static Chunk<Inspected> readOtherwise(Chunk<Inspected> chunk, Random random) {
        return chunk.map(item -> random.nextBoolean()
                ? item
                : told(item.sourceRecordNo(), item.row())
                        .version(item.version())
                        .content(random.nextInt(4))
                        .verdict(verdict(random))
                        .matter(item.matter())
                        .standing(item.standing())
                        .build());
    }

    private List<Replayed> again(long id, Inspected... items) {
        return replay.keep(REPLAY, false, chunk(message(id, HOTLINE), items));
    }

    private void came(long id, Inspected... items) {
        var message = message(id, HOTLINE);
        ledger.begin(message, "m", "p");
        ledger.write(chunk(message, items));
    }

    private Message message(long id, FeedId feed) {
        return new Message(id, feed, Channel.HTTP, clock.instant(), null, null, 1, "00");
    }

    private static Chunk<Inspected> chunk(Message message, Inspected... items) {
        return new Chunk<>(message, 1, List.of(items), new ReadEnd(items.length, List.of()));
    }

    private static Told told(String number, int row) {
        return new Told(number, row);
    }

    private static Optional<DueKind> gate(Standing standing, boolean there) {
        return standing == Standing.CONFIRMED ? Optional.of(there ? DueKind.CHANGE : DueKind.NEW) : Optional.empty();
    }

    private long count(String table) {
        return client.sql("select count(*) from " + table).query(Long.class).single();
    }
}

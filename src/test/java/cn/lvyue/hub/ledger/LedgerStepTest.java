package cn.lvyue.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerStepTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final FeedId SME = new FeedId("sme-arrears");
    private static final Matter BRIDGE = new Matter(new UUID(7, 7), 11L, 21L);

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.dataSource());
    private final JdbcClient client = JdbcClient.create(jdbc);
    private final Clock clock = Clock.fixed(Instant.parse("2023-10-15T22:30:00Z"), ZoneId.of("Asia/Shanghai"));
    private final LedgerView view = new LedgerView(client, PersonalSeal.none());
    private final DueList outbox = new DueList(client, PersonalSeal.none());
    private LedgerStep ledger;

    @BeforeEach
    void empty() {
        TestDatabase.reset();
        ledger = newNode();
    }

    @Test
    void keepsEveryOutcomeAndClosesTheBalance() {
        var message = begun(1, HOTLINE);

        ledger.write(last(
                message,
                told(1, "A"),
                told(2, "A"),
                new Told("B", 3).verdict(Verdict.REJECTED).build(),
                new Told("C", 4).verdict(Verdict.PARKED).build()));

        var account = view.account(1).orElseThrow();
        assertThat(account.status()).isEqualTo(MessageStatus.DONE);
        assertThat(account.read()).isEqualTo(4);
        assertThat(account.counts())
                .containsEntry(Outcome.ACCEPTED, 1)
                .containsEntry(Outcome.DUPLICATE, 1)
                .containsEntry(Outcome.REJECTED, 1)
                .containsEntry(Outcome.PARKED, 1)
                .containsEntry(Outcome.STALE, 0);
        assertThat(view.entries(1, null, 0, 10))
                .extracting(Ledger.Entry::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.REJECTED, Outcome.PARKED);
    }

    @Test
    void aChunkThatIsDeliveredAgainChangesNothing() {
        var message = begun(1, HOTLINE);
        var chunk = new Chunk<>(message, 1, List.of(told(1, "A"), told(2, "B")), null);

        ledger.write(chunk);
        ledger.write(chunk);
        ledger.write(new Chunk<>(message, 2, List.of(told(2, "B"), told(3, "C")), new ReadEnd(3, List.of())));

        assertThat(view.account(1).orElseThrow().counts()).containsEntry(Outcome.ACCEPTED, 3);
        assertThat(count("ledger.entry")).isEqualTo(3);
        assertThat(count("ledger.due")).isEqualTo(3);
    }

    @Test
    void aMissingChunkIsAFault() {
        var message = begun(1, HOTLINE);

        assertThatThrownBy(() -> ledger.write(last(message, told(5, "A"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("row 5");
        assertThat(count("ledger.entry")).isZero();
    }

    @Test
    void goesOnWhereAnInterruptedMessageStopped() {
        var message = begun(1, HOTLINE);
        ledger.write(new Chunk<>(message, 1, List.of(told(1, "A")), null));

        assertThat(newNode().begin(message, "m", "p")).isEqualTo(new Progress(1, true, "m"));
        newNode().write(last(message, told(2, "B")));

        assertThat(newNode().begin(message, "m", "p")).isEqualTo(new Progress(2, false, "m"));
    }

    @Test
    void aNewerRevisionOfAnotherMessageUpdatesTheRecord() {
        ledger.write(last(begun(1, HOTLINE), new Told("A", 1).version(1L).build()));
        ledger.write(last(
                begun(2, HOTLINE),
                new Told("A", 1)
                        .version(2L)
                        .content(9)
                        .standing(Standing.CONFIRMED)
                        .build()));

        var known = view.record(HOTLINE, "A").orElseThrow();
        assertThat(known.revision()).isEqualTo(2);
        assertThat(known.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(view.revisions(known.recordId()))
                .extracting(Ledger.Revision::revision)
                .containsExactly(1, 2);
        assertThat(outbox.dueAfter(Target.NATIONAL, 0, 10))
                .extracting(DueRevision::revision, DueRevision::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, DueKind.NEW));
        assertThat(known.recordId().toString()).matches("2320231016030000000\\d{4}");
        assertThat(view.record(known.recordId().toString())).isPresent();
        assertThat(view.record("2320231017030000000" + "0001")).isEmpty();
    }

    @Test
    void theSameMatterOfAnotherFeedIsLinkedBothWays() {
        ledger.write(last(begun(1, SME), new Told("S1", 1).matter(BRIDGE).build()));
        ledger.write(last(
                begun(2, HOTLINE), new Told("H1", 1).matter(BRIDGE).content(5).build()));

        var lead = view.record(SME, "S1").orElseThrow();
        var repeat = view.record(HOTLINE, "H1").orElseThrow();
        assertThat(repeat.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(repeat.links()).extracting(Ledger.Link::recordId).containsExactly(lead.recordId());
        assertThat(lead.links()).extracting(Ledger.Link::recordId).containsExactly(repeat.recordId());
        assertThat(outbox.countAfter(Target.PROVINCIAL, 0)).isEqualTo(1);
    }

    @Test
    void twoFeedsThatTellTheSameMattersAtOnceAreAcceptedOnce() throws Exception {
        int matters = 300;
        var first = begun(1, SME);
        var second = begun(2, HOTLINE);
        var threads = Executors.newFixedThreadPool(2);

        threads.submit(() -> tellInChunks(first, "S", matters));
        threads.submit(() -> tellInChunks(second, "H", matters));
        threads.shutdown();

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        int accepted = view.account(1).orElseThrow().counts().get(Outcome.ACCEPTED)
                + view.account(2).orElseThrow().counts().get(Outcome.ACCEPTED);
        assertThat(accepted).isEqualTo(matters);
        assertThat(outbox.countAfter(Target.PROVINCIAL, 0)).isEqualTo(matters);
    }

    private void tellInChunks(Message message, String prefix, int matters) {
        for (int row = 1; row <= matters; row += 10) {
            var items = new ArrayList<Inspected>();
            for (int i = row; i < row + 10; i++) {
                items.add(new Told(prefix + i, i)
                        .matter(new Matter(new UUID(1, i), 1L, 2L))
                        .build());
            }
            var end = row + 10 > matters ? new ReadEnd(matters, List.of()) : null;
            ledger.write(new Chunk<>(message, row / 10 + 1, items, end));
        }
    }

    @Test
    void positionsInTheOutboxRiseInTheOrderOfCommit() {
        ledger.write(last(begun(1, HOTLINE), told(1, "A"), told(2, "B"), told(3, "C")));

        var due = outbox.dueAfter(Target.PROVINCIAL, 0, 2);
        assertThat(due).extracting(DueRevision::sourceRecordNo).containsExactly("A", "B");
        assertThat(outbox.dueAfter(Target.PROVINCIAL, due.get(1).dueNo(), 2))
                .extracting(DueRevision::sourceRecordNo)
                .containsExactly("C");
    }

    @Test
    void anUnreadableMessageEndsWithItsReason() {
        var message = begun(1, HOTLINE);
        var finding = new Finding("F101", Severity.REJECT, null, "", null, null);

        ledger.write(new Chunk<>(message, 1, List.of(), new ReadEnd(0, List.of(finding))));

        var account = view.account(1).orElseThrow();
        assertThat(account.status()).isEqualTo(MessageStatus.UNREADABLE);
        assertThat(account.findings()).containsExactly(finding);
    }

    @Test
    void aFailedMessageTakesNoMoreChunks() {
        var message = begun(1, HOTLINE);
        ledger.fail(message, "broken mapping");

        ledger.write(last(message, told(1, "A")));

        assertThat(view.account(1).orElseThrow().status()).isEqualTo(MessageStatus.FAILED);
        assertThat(count("ledger.entry")).isZero();
    }

    @Test
    void whatCannotBeProcessedIsAFailedExchangeFromItsFirstMoment() {
        var message = received(1);

        ledger.keepFailed(message, "T153 given up");
        ledger.keepFailed(message, "T153 given up");

        assertThat(view.account(1).orElseThrow().status()).isEqualTo(MessageStatus.FAILED);
        assertThat(ledger.begin(message, "m", "p").open())
                .as("for a lane that comes later")
                .isFalse();
        assertThat(client.sql("select messages || ' ' || failed from ledger.feed_day")
                        .query(String.class)
                        .single())
                .isEqualTo("1 1");
    }

    @Test
    void aDeadLetterOfAMessageThatWasProcessedChangesNothing() {
        var message = begun(1, HOTLINE);
        ledger.write(last(message, told(1, "A")));

        ledger.keepFailed(message, "T153 given up");

        assertThat(view.account(1).orElseThrow().status()).isEqualTo(MessageStatus.DONE);
    }

    @Test
    void aThousandUpdatesOfOneChunkAreAllKept() {
        ledger.write(last(begun(1, HOTLINE), many(0)));
        ledger.write(last(begun(2, HOTLINE), many(1_000_000)));

        assertThat(view.account(2).orElseThrow().counts()).containsEntry(Outcome.UPDATED, 1_000);
        assertThat(client.sql("select count(*) from ledger.record where revision = 2")
                        .query(Long.class)
                        .single())
                .isEqualTo(1_000);
    }

    @Test
    void messagesWrittenTogetherHaveEachItsOwnAccountAndAreDecidedInTheirOrder() {
        var finding = new Finding("F101", Severity.REJECT, null, "", null, null);
        var parts = List.of(
                last(received(1), told(1, "A")),
                last(received(2), new Told("B", 1).verdict(Verdict.REJECTED).build()),
                new Chunk<Inspected>(received(3), 1, List.of(), new ReadEnd(0, List.of(finding))),
                last(received(4), told(1, "A"), new Told("C", 2).build()));

        assertThat(ledger.writeTogether(parts, "m", "p"))
                .extracting(Message::id)
                .containsExactly(1L, 2L, 3L, 4L);

        assertThat(view.account(1).orElseThrow().counts()).containsEntry(Outcome.ACCEPTED, 1);
        assertThat(view.account(2).orElseThrow().counts()).containsEntry(Outcome.REJECTED, 1);
        assertThat(view.account(3).orElseThrow().status()).isEqualTo(MessageStatus.UNREADABLE);
        assertThat(view.account(3).orElseThrow().findings()).containsExactly(finding);
        assertThat(view.account(4).orElseThrow().counts())
                .containsEntry(Outcome.DUPLICATE, 1)
                .containsEntry(Outcome.ACCEPTED, 1);
        assertThat(view.account(4).orElseThrow().status()).isEqualTo(MessageStatus.DONE);
        assertThat(view.entries(4, null, 0, 10)).extracting(Ledger.Entry::row).containsExactly(1, 2);
        assertThat(view.readWith(1)).contains(new Ledger.ReadWith("m", "p"));
    }

    @Test
    void messagesWrittenTogetherOnceMoreChangeNothing() {
        var first = last(received(1), told(1, "A"));
        var second = last(received(2), told(1, "B"));

        ledger.writeTogether(List.of(first), "m", "p");
        ledger.writeTogether(List.of(first, second), "m", "p");
        newNode().writeTogether(List.of(first, second), "m", "p");

        assertThat(count("ledger.intake")).isEqualTo(2);
        assertThat(count("ledger.entry")).isEqualTo(2);
        assertThat(count("ledger.due")).isEqualTo(2);
    }

    @Test
    void aMessageThatIsInProcessingAloneIsNotWrittenInCompany() {
        var alone = last(begun(1, HOTLINE), told(1, "A"));

        assertThatThrownBy(() -> ledger.writeTogether(List.of(alone, last(received(2), told(1, "B"))), "m", "p"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count("ledger.entry")).isZero();
        assertThat(count("ledger.intake")).isEqualTo(1);
    }

    private static Inspected[] many(long content) {
        return IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> new Told("N" + i, i).content(content + i).build())
                .toArray(Inspected[]::new);
    }

    private LedgerStep newNode() {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource()));
        return new LedgerStep(
                new LedgerStore(jdbc, PersonalSeal.none()),
                new ChunkStore(jdbc, clock, PersonalSeal.none()),
                new IntakeStore(client),
                new ReturnStore(jdbc, clock),
                new LedgerStep.Deciding(LedgerStepTest::gate, new RecordNumbers(client), clock, PersonalSeal.none()),
                transaction);
    }

    private static Optional<DueKind> gate(Standing standing, boolean there) {
        return standing == Standing.CONFIRMED ? Optional.of(there ? DueKind.CHANGE : DueKind.NEW) : Optional.empty();
    }

    private Message received(long id) {
        return new Message(id, HOTLINE, Channel.HTTP, clock.instant(), null, null, 1, "00");
    }

    private Message begun(long id, FeedId feed) {
        var message = new Message(id, feed, Channel.HTTP, clock.instant(), null, null, 1, "00");
        ledger.begin(message, "m", "p");
        return message;
    }

    private static Chunk<Inspected> last(Message message, Inspected... items) {
        return new Chunk<>(message, 1, List.of(items), new ReadEnd(items.length, List.of()));
    }

    private long count(String table) {
        return client.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static Inspected told(int row, String number) {
        return new Told(number, row).build();
    }
}

package cn.lvyue.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ReturnLinksTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final FeedId SME = new FeedId("sme-arrears");

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.dataSource());
    private final JdbcClient client = JdbcClient.create(jdbc);
    private final Clock clock = Clock.fixed(Instant.parse("2023-10-15T22:30:00Z"), ZoneId.of("Asia/Shanghai"));
    private final ReturnView returned = new ReturnView(client);
    private final LedgerStep ledger = new LedgerStep(
            new LedgerStore(jdbc, PersonalSeal.none()),
            new ChunkStore(jdbc, clock, PersonalSeal.none()),
            new IntakeStore(client),
            new ReturnStore(jdbc, clock),
            new LedgerStep.Deciding(
                    (standing, there) -> Optional.empty(), new RecordNumbers(client), clock, PersonalSeal.none()),
            new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource())));

    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    @Test
    void aRecordThatComesAgainIsLinkedBothWays() {
        write(1, HOTLINE, rejected("A", 1), new Told("B", 2).build());
        write(2, HOTLINE, new Told("C", 1).build(), new Told("A", 2).build());

        assertThat(returned.links(1, 1, 10)).containsOnlyKeys(1);
        assertThat(returned.links(1, 1, 10).get(1).correctedBy())
                .containsExactly(new ReturnedRecords.Link(2, 2, clock.instant(), Outcome.ACCEPTED));
        assertThat(returned.links(2, 1, 10).get(2).corrects())
                .containsExactly(new ReturnedRecords.Link(1, 1, clock.instant(), Outcome.ACCEPTED));
        assertThat(returned.summary(1))
                .isEqualTo(new ReturnedRecords.Summary(0, List.of(new ReturnedRecords.Linked(2, 1)), List.of()));
        assertThat(returned.summary(2))
                .isEqualTo(new ReturnedRecords.Summary(0, List.of(), List.of(new ReturnedRecords.Linked(1, 1))));
    }

    @Test
    void aCorrectionThatFailsAgainIsTheNextAttempt() {
        write(1, HOTLINE, rejected("A", 1));
        write(2, HOTLINE, parked("A", 1));

        assertThat(returned.summary(1).open()).isZero();
        assertThat(returned.summary(2).open()).isOne();
        assertThat(client.sql("select attempt from ledger.returned order by message_id")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
        assertThat(returned.links(1, 1, 1).get(1).correctedBy())
                .extracting(ReturnedRecords.Link::outcome)
                .containsExactly(Outcome.PARKED);
    }

    @Test
    void theSameParkedRecordOnceMoreCorrectsNothing() {
        write(1, HOTLINE, parked("A", 1));
        write(2, HOTLINE, parked("A", 1));

        assertThat(returned.summary(1).open()).isOne();
        assertThat(returned.links(2, 1, 1)).isEmpty();
    }

    @Test
    void aRecordWithoutNumberIsKnownByTheMarkOfItsCopy() {
        write(1, HOTLINE, rejected("", 1), rejected("", 2));
        write(2, HOTLINE, marked("A", 1, new ReturnMark(1, 2)));

        assertThat(returned.links(1, 1, 2)).containsOnlyKeys(2);
        assertThat(returned.summary(1).open()).isOne();
    }

    @Test
    void aRecordThatCameUnderAWrongNumberIsKnownByTheMarkOfItsCopy() {
        write(1, HOTLINE, rejected("A1", 1));
        write(2, HOTLINE, marked("A", 1, new ReturnMark(1, 1)));

        assertThat(returned.summary(1).open()).isZero();
    }

    @Test
    void anotherFeedsRecordIsNotAnswered() {
        write(1, HOTLINE, rejected("A", 1));
        write(2, SME, new Told("A", 1).build(), marked("B", 2, new ReturnMark(1, 1)));

        assertThat(returned.summary(1).open()).isOne();
    }

    @Test
    void aRowOfTheSameMessageIsNoCorrection() {
        write(1, HOTLINE, rejected("A", 1), new Told("A", 2).build());

        assertThat(returned.summary(1).open()).isOne();
        assertThat(returned.links(1, 1, 2)).isEmpty();
    }

    @Test
    void messagesThatAreWrittenTogetherAnswerEachOther() {
        var first = new Message(1, HOTLINE, Channel.HTTP, clock.instant(), null, null, 1, "00");
        var second = new Message(2, HOTLINE, Channel.HTTP, clock.instant(), null, null, 1, "00");

        ledger.writeTogether(
                List.of(
                        new Chunk<>(first, 1, List.of(rejected("A", 1)), new ReadEnd(1, List.of())),
                        new Chunk<>(second, 1, List.of(new Told("A", 1).build()), new ReadEnd(1, List.of()))),
                "m",
                "p");

        assertThat(returned.links(1, 1, 1).get(1).correctedBy())
                .containsExactly(new ReturnedRecords.Link(2, 1, clock.instant(), Outcome.ACCEPTED));
    }

    private void write(long id, FeedId feed, Inspected... items) {
        var message = new Message(id, feed, Channel.HTTP, clock.instant(), null, null, 1, "00");
        ledger.begin(message, "m", "p");
        ledger.write(new Chunk<>(message, 1, List.of(items), new ReadEnd(items.length, List.of())));
    }

    private static Inspected rejected(String number, int row) {
        return new Told(number, row).verdict(Verdict.REJECTED).build();
    }

    private static Inspected parked(String number, int row) {
        return new Told(number, row).verdict(Verdict.PARKED).build();
    }

    private static Inspected marked(String number, int row, ReturnMark mark) {
        var told = new Told(number, row).build();
        return new Inspected(
                told.row(),
                told.place(),
                told.sourceRecordNo(),
                told.version(),
                told.verdict(),
                told.fields(),
                told.content(),
                told.matter(),
                told.standing(),
                told.channelCode(),
                told.findings(),
                mark,
                null,
                null);
    }
}

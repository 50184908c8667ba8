package cn.lvyue.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FeedDaysTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);
    private static final Instant RECEIVED =
            Instant.parse("2026-03-04T16:00:01Z"); // just after midnight in the province

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.dataSource());
    private final JdbcClient client = JdbcClient.create(jdbc);
    private final Clock clock = Clock.fixed(RECEIVED.plusSeconds(9), ZoneId.of("Asia/Shanghai"));
    private final IntakeView view = new IntakeView(client);
    private final LedgerView ledgerView = new LedgerView(client, PersonalSeal.none());
    private LedgerStep ledger;
    private int row;

    @BeforeEach
    void empty() {
        TestDatabase.reset();
        ledger = new LedgerStep(
                new LedgerStore(jdbc, PersonalSeal.none()),
                new ChunkStore(jdbc, clock, PersonalSeal.none()),
                new IntakeStore(client),
                new ReturnStore(jdbc, clock),
                new LedgerStep.Deciding(
                        (standing, there) -> Optional.empty(), new RecordNumbers(client), clock, PersonalSeal.none()),
                new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource())));
    }

    @Test
    void sumsMessagesAndRecordsByTheDayTheMessageWasArchivedOn() {
        twoMessages();

        assertThat(view.sums(DAY, DAY)).singleElement().satisfies(sum -> {
            assertThat(sum.channel()).isEqualTo(Channel.HTTP);
            assertThat(List.of(sum.messages(), sum.done(), sum.unreadable(), sum.failed()))
                    .containsExactly(4L, 2L, 1L, 1L);
            assertThat(sum.seconds()).isEqualTo(36);
            assertThat(sum.read()).isEqualTo(7);
            assertThat(sum.outside()).isEqualTo(1);
            assertThat(sum.counts())
                    .containsAllEntriesOf(Map.of(
                            Outcome.ACCEPTED, 2L, Outcome.DUPLICATE, 1L, Outcome.REJECTED, 2L, Outcome.PARKED, 2L));
        });
        assertThat(view.sums(DAY.minusDays(1), DAY.minusDays(1))).isEmpty();
        assertThat(view.days(DAY.minusDays(9), DAY.plusDays(1))).singleElement().satisfies(day -> {
            assertThat(day.day()).isEqualTo(DAY);
            assertThat(day.read()).isEqualTo(7);
            assertThat(day.counts()).isEqualTo(view.sums(DAY, DAY).get(0).counts());
        });
        assertThat(view.days(DAY.plusDays(1), DAY.plusDays(1))).isEmpty();
        assertThat(view.sums()).isEqualTo(view.sums(DAY, DAY));
    }

    @Test
    void countsRecordsNotFindingsAndTheMostFrequentFirst() {
        twoMessages();

        assertThat(view.findings(DAY, DAY))
                .extracting(found -> found.code() + " " + found.field() + " " + found.records())
                .containsExactly(
                        "V106 TS_BTS_SHXYM 2", "D001  1", "F101  1", "P101 TS_BTS_MC 1", "P103  1", "P105 TS_BTS_MC 1");
    }

    @Test
    void aChunkThatIsDeliveredTwiceIsSummedOnce() {
        var message = begun(1);
        var chunk = new Chunk<>(message, 1, List.of(told("A")), new ReadEnd(1, List.of()));

        ledger.write(chunk);
        ledger.begin(message, "m", "p");
        ledger.write(chunk);
        ledger.fail(message, "too late");

        assertThat(view.sums(DAY, DAY)).singleElement().satisfies(sum -> {
            assertThat(List.of(sum.messages(), sum.done(), sum.failed(), sum.read()))
                    .containsExactly(1L, 1L, 0L, 1L);
        });
    }

    @Test
    void aMessageThatItsChannelRefusesIsSummedAsUnreadableOnce() {
        var message = begun(1);
        var refusal = new Finding("T121", Severity.REJECT, null, "", null, null);

        ledger.refuse(message, refusal);
        ledger.refuse(message, refusal);

        assertThat(view.sums(DAY, DAY)).singleElement().satisfies(sum -> {
            assertThat(List.of(sum.messages(), sum.done(), sum.unreadable(), sum.failed()))
                    .containsExactly(1L, 0L, 1L, 0L);
            assertThat(sum.seconds()).isEqualTo(9);
        });
        assertThat(view.findings(DAY, DAY))
                .extracting(found -> found.code() + " " + found.records())
                .containsExactly("T121 1");
        assertThat(view.unreadable(HOTLINE, RECEIVED, null)).isEqualTo(1);
    }

    @Test
    void aRefusalDoesNotTakeTheOutcomeFromAMessageThatWasRead() {
        var message = begun(1);
        ledger.write(new Chunk<>(message, 1, List.of(told("A")), new ReadEnd(1, List.of())));

        ledger.refuse(message, new Finding("T121", Severity.REJECT, null, "", null, null));

        assertThat(ledgerView.account(1).orElseThrow().status()).isEqualTo(MessageStatus.DONE);
        assertThat(view.sums(DAY, DAY)).singleElement().satisfies(sum -> {
            assertThat(List.of(sum.messages(), sum.done(), sum.unreadable())).containsExactly(1L, 1L, 0L);
        });
    }

    @Test
    void messagesThatAreKeptTogetherAreSummedByTheirDays() {
        var late = new Message(2, HOTLINE, Channel.FILE, RECEIVED.minusSeconds(2), null, null, 1, "00");
        var early = new Message(1, HOTLINE, Channel.HTTP, RECEIVED, null, null, 1, "00");
        var chunks = List.of(
                new Chunk<>(early, 1, List.of(new Told("A", 1).build()), new ReadEnd(1, List.of())),
                new Chunk<>(late, 1, List.of(new Told("A", 1).build()), new ReadEnd(1, List.of())));

        ledger.writeTogether(chunks, "m", "p");
        ledger.writeTogether(chunks, "m", "p");

        assertThat(view.sums(DAY, DAY)).singleElement().satisfies(sum -> {
            assertThat(List.of(sum.messages(), sum.done(), sum.read())).containsExactly(1L, 1L, 1L);
            assertThat(sum.seconds()).isEqualTo(9);
        });
        assertThat(view.sums(DAY.minusDays(1), DAY.minusDays(1)))
                .singleElement()
                .satisfies(sum -> {
                    assertThat(sum.channel()).isEqualTo(Channel.FILE);
                    assertThat(sum.counts()).containsEntry(Outcome.DUPLICATE, 1L);
                });
    }

    @Test
    void theBalanceOfAFeedIsTheSumOfItsDays() {
        twoMessages();
        begun(9);

        var balance = ledgerView.balances().get(0);

        assertThat(balance.messages()).isEqualTo(5);
        assertThat(balance.read()).isEqualTo(7);
        assertThat(balance.counts()).containsEntry(Outcome.REJECTED, 2L);
    }

    @Test
    void messagesFromBeforeTheSumsAreSummedByTheMigration() throws IOException {
        twoMessages();
        client.sql("""
                        insert into archive.message (id, direction, kind, feed, channel, received_at, size, digest)
                        overriding system value
                        select message_id, 1, 1, feed, 'HTTP', received_at, 1, decode('00', 'hex') from ledger.intake""").update();
        var sums = view.sums(DAY, DAY);
        var findings = sorted(view.findings(DAY, DAY));
        client.sql("truncate ledger.feed_day, ledger.feed_day_finding").update();

        for (var statement : backfill()) {
            client.sql(statement).update();
        }

        assertThat(view.sums(DAY, DAY)).isEqualTo(sums);
        assertThat(sorted(view.findings(DAY, DAY))).isEqualTo(findings);
    }

    @Test
    void findsTheFirstAndTheLastMessageThatCame() {
        twoMessages();
        client.sql("update ledger.intake set received_at = received_at + message_id * interval '1 minute'")
                .update();

        assertThat(view.first(HOTLINE, RECEIVED, null, false).orElseThrow().messageId())
                .isEqualTo(1);
        assertThat(view.last(HOTLINE, RECEIVED).orElseThrow().failed()).isTrue();
        assertThat(view.first(HOTLINE, RECEIVED, RECEIVED.plusSeconds(60), false))
                .isEmpty();
        assertThat(view.unreadable(HOTLINE, RECEIVED, null)).isEqualTo(1);
        assertThat(view.first(new FeedId("sme-arrears"), RECEIVED, null, false)).isEmpty();
    }

    @Test
    void tellsWhatWentBackAndHowLongItTookToCorrect() {
        twoMessages();
        client.sql("delete from ledger.returned").update(); // what these messages sent back themselves
        returned(1, 6, "2026-03-02T08:00:00Z", null, null);
        returned(2, 6, "2026-03-04T20:00:00Z", 1, "2026-03-05T08:00:00Z");
        returned(3, 7, "2026-03-04T20:00:00Z", 2, "2026-03-05T02:00:00Z");
        returned(4, 6, "2026-03-04T20:00:00Z", 6, "2026-03-05T02:00:00Z");
        var corrections = new CorrectionView(client);

        assertThat(corrections.sums(DAY, DAY)).containsExactly(new Corrections.CorrectionSum(HOTLINE, 3, 2, 1, 9.0));
        assertThat(corrections.open())
                .containsExactly(new Corrections.OpenReturns(HOTLINE, LocalDate.of(2026, 3, 2), 1));
    }

    private void returned(int rowNo, int outcome, String at, Integer corrected, String correctedAt) {
        var returnedAt = OffsetDateTime.parse(at);
        client.sql("""
                        insert into ledger.returned (message_id, row_no, feed, source_record_no, outcome, returned_at, attempt,
                            first_returned_at, corrected_by_message, corrected_by_row, corrected_outcome, corrected_at)
                        values (100, ?, (select id from ledger.feed where name = 'hotline-12345'), 'X', ?, ?, 1, ?,
                            ?::bigint, ?::int, ?::smallint, ?::timestamptz)""")
                .params(rowNo, outcome, returnedAt, returnedAt)
                .param(corrected == null ? null : 101)
                .param(corrected == null ? null : rowNo)
                .param(corrected)
                .param(
                        correctedAt == null
                                ? null
                                : OffsetDateTime.parse(correctedAt).withOffsetSameInstant(ZoneOffset.UTC))
                .update();
    }

    /** The statements of the migration that follow the words of its comment. */
    private static List<String> backfill() throws IOException {
        try (var in = FeedDaysTest.class.getResourceAsStream("/db/migration/V12__operation.sql")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var rest = text.substring(text.indexOf("-- Messages that were taken up before there were sums."));
            return List.of(rest.split(";\\s*"));
        }
    }

    private static List<String> sorted(List<Intakes.FindingSum> findings) {
        var texts = new ArrayList<>(findings.stream().map(String::valueOf).toList());
        Collections.sort(texts);
        return texts;
    }

    /** Two messages in two chunks, one that is unreadable and one that fails. */
    private void twoMessages() {
        var first = begun(1);
        ledger.write(new Chunk<>(
                first,
                1,
                List.of(
                        told("A"),
                        refused("B", Verdict.REJECTED, "V106 TS_BTS_SHXYM", "V106 TS_BTS_SHXYM"),
                        refused("C", Verdict.PARKED, "P105 TS_BTS_MC", "P101 TS_BTS_MC")),
                null));
        ledger.write(new Chunk<>(
                first, 2, List.of(told("D"), refused("E", Verdict.PARKED, "P103 -")), new ReadEnd(5, List.of())));
        row = 0;
        ledger.write(new Chunk<>(
                begun(2),
                1,
                List.of(told("A"), refused("F", Verdict.REJECTED, "V106 TS_BTS_SHXYM")),
                new ReadEnd(2, List.of())));
        ledger.write(new Chunk<>(begun(3), 1, List.of(), new ReadEnd(0, List.of(finding("F101 -")))));
        ledger.fail(begun(4), "a bug");
        row = 0;
    }

    private Message begun(long id) {
        var message = new Message(id, HOTLINE, Channel.HTTP, RECEIVED, null, null, 1, "00");
        ledger.begin(message, "m", "p");
        return message;
    }

    private Inspected told(String number) {
        return new Told(number, ++row).build();
    }

    private Inspected refused(String number, Verdict verdict, String... findings) {
        var told = new Told(number, ++row).verdict(verdict).build();
        return new Inspected(
                told.row(),
                told.place(),
                number,
                null,
                verdict,
                told.fields(),
                new UUID(0, 1),
                null,
                told.standing(),
                "03",
                List.of(findings).stream().map(FeedDaysTest::finding).toList());
    }

    private static Finding finding(String codeAndField) {
        var parts = codeAndField.split(" ");
        return new Finding(parts[0], Severity.REJECT, parts[1].equals("-") ? null : parts[1], "line 2", null, null);
    }
}

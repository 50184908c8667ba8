package cn.lvyue.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.ledger.Forecast.Foretold;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ForecastTest {
    private static final FeedId FEED = new FeedId("hotline-12345");

    private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.dataSource());
    private final JdbcClient client = JdbcClient.create(jdbc);
    private final Clock clock = Clock.fixed(Instant.parse("2023-10-15T22:30:00Z"), ZoneId.of("Asia/Shanghai"));
    private LedgerStep ledger;
    private Forecast forecast;

    @BeforeEach
    void empty() {
        TestDatabase.reset();
        var store = new LedgerStore(jdbc, PersonalSeal.none());
        var deciding = new LedgerStep.Deciding(
                (standing, there) -> Optional.empty(), new RecordNumbers(client), clock, PersonalSeal.none());
        ledger = new LedgerStep(
                store,
                new ChunkStore(jdbc, clock, PersonalSeal.none()),
                new IntakeStore(client),
                new ReturnStore(jdbc, clock),
                deciding,
                new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource())));
        forecast = new Forecasting(store, deciding);
    }

    @Test
    void whatIsForetoldIsWhatTheLedgerThenDecidesAndNothingIsKeptOfIt() {
        settle(
                1,
                List.of(
                        told("A", 1).build(),
                        told("B", 2).version(5L).build(),
                        told("C", 3).version(5L).build()));
        var first = List.of(
                told("A", 1).build(),
                told("B", 2).version(6L).content(2).build(),
                told("C", 3).version(4L).content(3).build());
        var second = List.of(
                told("C", 4).version(5L).content(4).build(),
                told("D", 5).build(),
                told("D", 6).build(),
                told("E", 7).verdict(Verdict.REJECTED).build(),
                told("F", 8).verdict(Verdict.PARKED).build());
        var rows = rows();

        var foretold = forecast.begin(FEED);
        var outcomes = Stream.concat(foretold.next(first).stream(), foretold.next(second).stream())
                .map(Foretold::outcome)
                .toList();

        assertThat(rows()).as("as before").isEqualTo(rows);
        assertThat(outcomes)
                .containsExactly(
                        Outcome.DUPLICATE,
                        Outcome.UPDATED,
                        Outcome.STALE,
                        Outcome.CONFLICT,
                        Outcome.ACCEPTED,
                        Outcome.DUPLICATE,
                        Outcome.REJECTED,
                        Outcome.PARKED);
        settle(2, Stream.concat(first.stream(), second.stream()).toList());
        assertThat(new LedgerView(client, PersonalSeal.none())
                        .entries(2, null, 0, 100).stream()
                                .map(Ledger.Entry::outcome)
                                .toList())
                .isEqualTo(outcomes);
    }

    private static Told told(String number, int row) {
        return new Told(number, row);
    }

    private void settle(long id, List<Inspected> records) {
        var message = new Message(id, FEED, Channel.HTTP, clock.instant(), null, null, 1, "00");
        ledger.begin(message, "m", "p");
        ledger.write(new Chunk<>(message, 1, records, new ReadEnd(records.size(), List.of())));
    }

    private List<Long> rows() {
        return Stream.of("intake", "entry", "record", "revision", "due", "returned")
                .map(table -> client.sql("select count(*) from ledger." + table)
                        .query(Long.class)
                        .single())
                .toList();
    }
}

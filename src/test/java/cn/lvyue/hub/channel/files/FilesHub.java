package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.channel.BlockedWays;
import cn.lvyue.hub.channel.OpenAlarms;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Remarks;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.SenderResult;
import cn.lvyue.hub.record.SenderResult.SideFile;
import cn.lvyue.hub.record.SenderResults;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** The file channel on a real database, with the rest of the hub in memory and a clock that tests move. */
class FilesHub extends Clock implements Reception, Archive, Ledger, Remarks, SenderResults {
    static final Duration PATIENCE = Duration.ofMinutes(10);

    final List<Message> messages = new ArrayList<>();
    final Map<Long, byte[]> bodies = new HashMap<>();
    final Map<Long, Arrival> arrivals = new HashMap<>();
    final Map<Long, Account> accounts = new HashMap<>();
    final List<Finding> remarks = new ArrayList<>();
    final List<SideFile> sideFiles = new ArrayList<>();
    final OpenAlarms alarms = new OpenAlarms();
    final List<Pauses.Pause> paused = new ArrayList<>();
    final InboxSettings settings;
    final Troubles troubles;

    /** Fails each reception from now on, after the archive has the message. */
    boolean killedAfterArchiving;

    /** Refuses each reception as the archive does when it cannot lay the body down. */
    boolean archiveIsFull;

    int attempts;

    /** Settles each message as soon as it is archived. */
    boolean settlesAtOnce = true;

    private final Map<String, Long> onceKeys = new HashMap<>();
    private Instant now = Instant.parse("2023-10-16T01:02:03Z");

    FilesHub(Path home) {
        settings = settings(home, 200);
        troubles = new Troubles(settings, new BlockedWays(alarms, this), this);
    }

    static InboxSettings settings(Path home, int mostAtOnce) {
        return new InboxSettings(
                home.resolve("inbox"),
                home.resolve("fetched"),
                Duration.ofSeconds(1),
                "part,tmp,filepart",
                PATIENCE,
                DataSize.ofKilobytes(4),
                DataSize.ofMegabytes(10),
                1_000,
                mostAtOnce,
                1_000,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }

    /** As after a start: nothing is remembered but what is in the database. */
    Look look() {
        return look(settings);
    }

    Look look(InboxSettings with) {
        var store = new FilesStore(JdbcClient.create(TestDatabase.dataSource()));
        return new Look(
                store,
                new Taking(this, store, with, this),
                new Finishing(store, this, new Finishing.Outcomes(this, this, this), this),
                new PlaceLock(TestDatabase.dataSource()),
                new Look.Surroundings(with, troubles, this, () -> paused));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    List<String> troubled() {
        return troubles.all().stream()
                .map(trouble -> trouble.about() + ": " + trouble.why())
                .toList();
    }

    String text(int message) {
        return new String(bodies.get((long) message), StandardCharsets.UTF_8);
    }

    void settle(long message, MessageStatus status, int read) {
        accounts.put(message, new Account(status, read, Map.of(), List.of(), null));
    }

    @Override
    public Message receive(Arrival arrival) {
        attempts++;
        if (archiveIsFull) {
            throw new TemporaryFailure("the body could not be read to its end: No space left on device");
        }
        byte[] body;
        try (var bytes = arrival.body()) {
            body = bytes.readAllBytes();
        } catch (IOException broken) {
            throw new TemporaryFailure("the body could not be read to its end: " + broken.getMessage(), broken);
        }
        long id = onceKeys.computeIfAbsent(arrival.onceKey(), key -> (long) messages.size() + 1);
        if (id > messages.size()) {
            keep(id, arrival, body);
        }
        if (killedAfterArchiving) {
            throw new TemporaryFailure("killed");
        }
        return messages.get((int) id - 1);
    }

    private void keep(long id, Arrival arrival, byte[] body) {
        messages.add(new Message(
                id, arrival.feed(), arrival.channel(), now, arrival.filename(), null, body.length, "0".repeat(64)));
        bodies.put(id, body);
        arrivals.put(id, arrival);
        if (settlesAtOnce) {
            settle(id, arrival.refusal() == null ? MessageStatus.DONE : MessageStatus.UNREADABLE, 1);
        }
    }

    @Override
    public Optional<SenderResult> of(Message message, Map<String, Object> delivery) {
        return Optional.ofNullable(accounts.get(message.id()))
                .map(account -> new SenderResult(
                        account.status() == MessageStatus.DONE,
                        ("message " + message.id() + " " + delivery).getBytes(StandardCharsets.UTF_8),
                        sideFiles));
    }

    @Override
    public SenderResult refused(Finding finding, Map<String, Object> delivery) {
        return new SenderResult(false, (finding.code() + " " + delivery).getBytes(StandardCharsets.UTF_8), List.of());
    }

    @Override
    public Optional<Message> message(long id) {
        return Optional.of(messages.get((int) id - 1));
    }

    @Override
    public InputStream open(long id) {
        return new ByteArrayInputStream(bodies.get(id));
    }

    @Override
    public Map<FeedId, Long> waitingByFeed() {
        return Map.of();
    }

    @Override
    public Optional<Account> account(long messageId) {
        return Optional.ofNullable(accounts.get(messageId));
    }

    @Override
    public void add(long messageId, Finding finding) {
        remarks.add(finding);
    }

    @Override
    public Optional<ReadWith> readWith(long messageId) {
        return Optional.empty();
    }

    @Override
    public List<Entry> entries(long messageId, @Nullable Outcome outcome, int afterRow, int limit) {
        return List.of();
    }

    @Override
    public Optional<KnownRecord> record(RecordId id) {
        return Optional.empty();
    }

    @Override
    public Optional<KnownRecord> record(String recordId) {
        return Optional.empty();
    }

    @Override
    public Optional<KnownRecord> record(FeedId feed, String sourceRecordNo) {
        return Optional.empty();
    }

    @Override
    public List<Revision> revisions(RecordId id) {
        return List.of();
    }

    @Override
    public List<Sighting> sightings(RecordId id, long afterMessage) {
        return List.of();
    }

    @Override
    public List<FeedBalance> balances() {
        return List.of();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

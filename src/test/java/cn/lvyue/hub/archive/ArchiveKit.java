package cn.lvyue.hub.archive;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.signing.DataKeys;
import cn.lvyue.hub.signing.TestVault;
import cn.lvyue.hub.signing.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The whole archive over a test's database, with a clock of its own. */
final class ArchiveKit extends Clock {
    static final FeedId HOTLINE = new FeedId("hotline-12345");

    final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    final TransactionTemplate transactions =
            new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource()));
    final Vault vault;
    final SealedBodies bodies;
    final Months months;
    final ArchiveStep archive;
    final ShelvedMonths shelf;
    final PacedResealing resealing;
    private Instant now;

    ArchiveKit(Path folder, Instant now) {
        this.now = now;
        var settings = new ArchiveSettings(
                DataSize.ofKilobytes(300),
                DataSize.ofKilobytes(7),
                DataSize.ofKilobytes(16),
                DataSize.ofKilobytes(100),
                folder.resolve("elsewhere"),
                folder.resolve("spool"));
        var group =
                new GroupSettings(
                        DataSize.ofKilobytes(4),
                        10,
                        DataSize.ofKilobytes(20),
                        1_000,
                        2,
                        Duration.ofMillis(3),
                        Duration.ofMillis(300));
        vault = TestVault.of(TestDatabase.dataSource(), this);
        bodies = new SealedBodies(vault, new Packing());
        months = new Months(TestDatabase.dataSource(), this);
        var register = new MonthStore(jdbc);
        var store = new ArchiveStore(jdbc, bodies, settings);
        var messages = new MessageKeeping(
                store, new PostStore(TestDatabase.dataSource()), bodies, months, register, settings, group);
        archive = new ArchiveStep(store, messages, new Portioning(settings, group), register, settings, this);
        shelf = new ShelvedMonths(
                register, new MonthTables(TestDatabase.dataSource()), months, transactions, settings, this);
        resealing =
                new PacedResealing(new ResealingStore(jdbc), bodies, (DataKeys) vault, transactions, settings, this);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void set(Instant at) {
        now = at;
    }

    Message keep(@Nullable String onceKey, byte[] body) {
        return archive.keepRaw(
                new Arrival(HOTLINE, Channel.HTTP, "a.csv", "text/csv", onceKey, new ByteArrayInputStream(body)));
    }

    byte[] read(long id) throws IOException {
        try (var bytes = archive.open(id)) {
            return bytes.readAllBytes();
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

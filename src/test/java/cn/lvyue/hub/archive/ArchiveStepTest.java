package cn.lvyue.hub.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.OnceKeyReused;
import cn.lvyue.hub.record.Outgoing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;

class ArchiveStepTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");

    @TempDir
    Path folder;

    private ArchiveStep archive;

    @BeforeEach
    void open() {
        TestDatabase.reset();
        archive = new ArchiveKit(folder, Instant.parse("2026-03-31T15:59:59Z")).archive;
    }

    @Test
    void givesBackTheBytesAsTheyCameSmallOrLarge() throws IOException {
        for (int size : new int[] {0, 1, 7 * 1024, 7 * 1024 + 1, 16 * 1024, 250_000}) {
            var body = new byte[size];
            new Random(size).nextBytes(body);

            var message = keep(null, new ByteArrayInputStream(body));

            try (var bytes = archive.open(message.id())) {
                assertThat(bytes.readAllBytes()).isEqualTo(body);
            }
            assertThat(message.size()).isEqualTo(size);
        }
    }

    @Test
    void digestsWithSm3() {
        var message = keep(null, text("abc"));

        assertThat(message.digest()).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void theSameOnceKeyOfAFeedIsTheSameMessage() {
        var first = keep("k1", text("one"));
        var again = keep("k1", text("one"));
        var other = keep("k2", text("one"));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    @Test
    void aBodyOverTheLimitLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> keep(null, new ByteArrayInputStream(new byte[300 * 1024 + 1])))
                .isInstanceOf(BodyTooLarge.class);

        assertThat(archive.waitingFeeds()).isEmpty();
        try (var left = Files.list(folder.resolve("spool"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aSenderThatBreaksOffLeavesNothingBehind() {
        var broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatThrownBy(() -> keep(null, broken)).isInstanceOf(TemporaryFailure.class);
        assertThat(archive.waitingFeeds()).isEmpty();
    }

    @Test
    void whatIsKeptAsideIsReadableAndNeverWaits() throws IOException {
        for (int size : new int[] {3, 250_000}) {
            var body = new byte[size];
            var message = archive.keepAside(
                    new Arrival(HOTLINE, Channel.JMS, null, null, "dead" + size, new ByteArrayInputStream(body)));

            assertThat(archive.waitingFeeds()).isEmpty();
            try (var bytes = archive.open(message.id())) {
                assertThat(bytes.readAllBytes()).isEqualTo(body);
            }
        }
    }

    @Test
    void whatIsNotSettledWaitsInTheOrderOfArrival() {
        var first = keep(null, text("1"));
        var second = keep(null, text("2"));
        var third = keep(null, text("3"));

        assertThat(waiting()).containsExactly(first.id(), second.id(), third.id());
        archive.settle(first.id());
        assertThat(waiting()).containsExactly(second.id(), third.id());
        assertThat(archive.waitingFeeds()).containsExactly(HOTLINE);
        archive.settleAll(List.of(second, third));
        assertThat(archive.nextWaiting(HOTLINE.value()).empty()).isTrue();
    }

    @Test
    void smallMessagesAreTakenUpTogetherAndALargeOneAlone() {
        var first = keep(null, text("1"));
        var empty = keep(null, text(""));
        var large = keep(null, new ByteArrayInputStream(new byte[5_000]));
        var last = keep(null, text("4"));

        var together = archive.nextWaiting(HOTLINE.value());
        assertThat(together.together()).isTrue();
        assertThat(together.messages()).containsExactly(first, empty);
        assertThat(archive.bodies(together.messages())).containsExactly(new byte[] {'1'}, new byte[0]);
        archive.settleAll(together.messages());
        assertThat(archive.nextWaiting(HOTLINE.value())).isEqualTo(new Portion(List.of(large), false));
        archive.settle(large.id());
        assertThat(archive.nextWaiting(HOTLINE.value())).isEqualTo(new Portion(List.of(last), true));
    }

    @Test
    void manySmallMessagesAtOnceAreAllKeptInTheOrderOfTheirNumbers() {
        var kept = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> keep("k" + i % 300, text("body " + i % 300)))
                .toList();

        assertThat(kept.stream().map(Message::id).distinct()).hasSize(300);
        assertThat(kept)
                .allSatisfy(message -> assertThat(archive.message(message.id())).contains(message));
        for (int i = 0; i < 400; i++) {
            assertThat(archive.bodies(List.of(kept.get(i))).get(0)).isEqualTo(("body " + i % 300).getBytes());
        }
    }

    @Test
    void aOnceKeySeenBeforeGivesTheEarlierMessageAndRefusesOtherBytes() {
        var first = keep("k1", text("one"));

        assertThat(keep("k1", text("one"))).isEqualTo(first);
        assertThatThrownBy(() -> keep("k1", text("another body"))).isInstanceOf(OnceKeyReused.class);
    }

    @Test
    void aMessageTheDatabaseRefusesDoesNotTakeOthersWithIt() {
        var bad = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> archive.keepRaw(
                        new Arrival(HOTLINE, Channel.HTTP, i % 10 == 0 ? "a\u0000" : "a", null, null, text("x")))))
                .filter(kept ->
                        kept.handle((message, failure) -> failure != null).join())
                .toList();

        assertThat(bad)
                .hasSize(4)
                .allSatisfy(kept ->
                        assertThatThrownBy(kept::join).cause().isInstanceOf(DataIntegrityViolationException.class));
        assertThat(archive.waitingByFeed()).containsEntry(HOTLINE, 36L);
    }

    @Test
    void anUnfinishedMessageWithTheSameOnceKeyHoldsUpNobodyForLong() throws SQLException {
        try (var unfinished = TestDatabase.dataSource().getConnection()) {
            unfinished.setAutoCommit(false);
            unfinished
                    .createStatement()
                    .execute("insert into archive.once (feed, target, kind, once_key, message_id)"
                            + " values ('hotline-12345', 0, 1, 'k1', 1)");

            var held = CompletableFuture.supplyAsync(() -> keep("k1", text("1")));
            var free = IntStream.range(2, 10)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> keep("k" + i, text("1"))))
                    .toList();

            assertThat(free).allSatisfy(kept -> assertThat(kept.join().size()).isEqualTo(1));
            assertThatThrownBy(held::join).cause().isInstanceOf(TransientDataAccessException.class);
            unfinished.rollback();
        }
        assertThat(keep("k1", text("1")).size()).isEqualTo(1);
    }

    @Test
    void aPackageComposedAgainIsSentAsItWasArchivedFirst() {
        var id = UUID.randomUUID();
        assertThat(archive.keptSent(outgoing(id, "{\"sender\":\"a\"}"))).asString().isEqualTo("{\"sender\":\"a\"}");
        assertThat(archive.keptSent(outgoing(id, "{\"sender\":\"a\"}"))).asString().isEqualTo("{\"sender\":\"a\"}");
        assertThat(archive.keptSent(outgoing(id, "{\"sender\":\"b\"}"))).asString().isEqualTo("{\"sender\":\"a\"}");
    }

    private static Outgoing outgoing(UUID id, String body) {
        return new Outgoing(
                id, Target.PROVINCIAL, id.toString(), "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private List<Long> waiting() {
        return archive.nextWaiting(HOTLINE.value()).messages().stream()
                .map(Message::id)
                .toList();
    }

    private Message keep(String onceKey, InputStream body) {
        return archive.keepRaw(new Arrival(HOTLINE, Channel.HTTP, "a.csv", "text/csv", onceKey, body));
    }

    private static InputStream text(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}

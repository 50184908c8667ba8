package cn.lvyue.hub.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies in the database: packed, sealed, in their place; and sealed anew. */
class StoredBodiesTest {
    private static final byte[] BODY = "投诉人电话 13900000000，".repeat(2_000).getBytes(UTF_8);

    @TempDir
    Path folder;

    private ArchiveKit kit;

    @BeforeEach
    void open() {
        TestDatabase.reset();
        kit = new ArchiveKit(folder, Instant.parse("2026-03-20T04:00:00Z"));
    }

    @Test
    void lieSealedAndSmall() {
        var large = kit.keep(null, BODY);
        var small = kit.keep(null, "投诉人电话 13900000000".getBytes(UTF_8));

        for (var message : List.of(large, small)) {
            assertThat(kit.jdbc
                            .sql("select count(*) from archive.segment where message_id = ? and"
                                    + " (data_key is null or position(convert_to('139', 'UTF8') in bytes) > 0)")
                            .param(message.id())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
        assertThat(kit.jdbc
                        .sql("select sum(length(bytes)) from archive.segment where message_id = ?")
                        .param(large.id())
                        .query(Long.class)
                        .single())
                .isLessThan(BODY.length / 20);
    }

    @Test
    void aChangedByteIsToldByMessageAndSegmentAndNothingBehindItIsGiven() throws IOException {
        var message = kit.keep(null, BODY);
        change(message, 2, "bytes = set_byte(bytes, length(bytes) - 20, get_byte(bytes, length(bytes) - 20) # 1)");

        damaged(message, BodyDamaged.ALTERED, 2);
        try (var bytes = kit.archive.open(message.id())) {
            assertThat(bytes.readNBytes(14 * 1024))
                    .as("what comes before it")
                    .isEqualTo(Arrays.copyOf(BODY, 14 * 1024));
        }
    }

    @Test
    void aMissingASwappedAndAForeignSegmentAreFound() {
        var message = kit.keep(null, BODY);
        var other = kit.keep(null, (new String(BODY, UTF_8) + "。").getBytes(UTF_8));
        long segments = kit.jdbc
                .sql("select count(*) from archive.segment where message_id = ?")
                .param(message.id())
                .query(Long.class)
                .single();

        change(
                message,
                1,
                "bytes = (select bytes from archive.segment where message_id = " + message.id() + " and number = 0)");
        damaged(message, BodyDamaged.ALTERED, 1);
        change(
                other,
                0,
                "bytes = (select bytes from archive.segment where message_id = " + message.id() + " and number = 0)");
        damaged(other, BodyDamaged.ALTERED, 0);

        var third = kit.keep(null, (new String(BODY, UTF_8) + "？").getBytes(UTF_8));
        kit.jdbc
                .sql("delete from archive.segment where message_id = ? and number = ?")
                .params(third.id(), segments - 1)
                .update();
        damaged(third, BodyDamaged.MISSING, (int) segments - 1);
    }

    @Test
    void aDamagedSmallBodyIsToldWhenManyAreReadTogether() {
        var first = kit.keep(null, "一".getBytes(UTF_8));
        var second = kit.keep(null, "二".getBytes(UTF_8));
        kit.jdbc
                .sql("delete from archive.segment where message_id = ?")
                .param(second.id())
                .update();

        assertThat(kit.archive.bodies(List.of(first))).containsExactly("一".getBytes(UTF_8));
        assertThatThrownBy(() -> kit.archive.bodies(List.of(first, second)))
                .isInstanceOf(BodyDamaged.class)
                .hasMessageContaining(Long.toString(second.id()));
    }

    @Test
    void bodiesFromBeforeAreReadAsTheyCame() throws IOException {
        kit.jdbc
                .sql("insert into archive.message (id, direction, kind, feed, channel, received_at, size, digest)"
                        + " values (7, 1, 1, 'hotline-12345', 'HTTP', now(), 3, decode('66c7', 'hex'))")
                .update();
        kit.jdbc
                .sql("insert into archive.segment (message_id, number, bytes) values (7, 0, 'abc')")
                .update();

        assertThat(kit.read(7)).isEqualTo("abc".getBytes(UTF_8));
    }

    @Test
    void areSealedAnewLittleByLittleWhateverTheyWereBefore() throws IOException {
        var before = kit.keep(null, BODY);
        bodiesFromBeforeAreReadAsTheyCame();
        var broken = kit.keep(null, "三".getBytes(UTF_8));
        change(broken, 0, "bytes = set_byte(bytes, 30, get_byte(bytes, 30) # 1)");
        int old = kit.resealing.start("li").dataKey() - 1;
        assertThat(kit.resealing.start("li").dataKey()).as("one at a time").isEqualTo(old + 1);
        assertThat(kit.resealing.uses(old)).isTrue();

        kit.resealing.turn();
        assertThat(kit.resealing.progress().orElseThrow().endedAt())
                .as("another node may not know the key yet")
                .isNull();
        kit.pass(Duration.ofMinutes(3));
        kit.resealing.turn();

        var done = kit.resealing.progress().orElseThrow();
        assertThat(done.endedAt()).isNotNull();
        assertThat(done.damaged()).isEqualTo(1);
        assertThat(kit.read(before.id())).isEqualTo(BODY);
        assertThat(kit.read(7)).isEqualTo("abc".getBytes(UTF_8));
        assertThat(kit.jdbc
                        .sql("select distinct data_key from archive.segment where message_id <> ?")
                        .param(broken.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(old + 1);
        kit.jdbc
                .sql("delete from archive.segment where message_id = ?")
                .param(broken.id())
                .update();
        assertThat(kit.resealing.uses(old)).isFalse();
    }

    @Test
    void sealingAnewGoesOnWhereItStopped() throws IOException {
        var messages =
                IntStream.range(0, 60).mapToObj(i -> kit.keep(null, noise(i))).toList();
        int key = kit.resealing.start("li").dataKey();

        kit.resealing.turn();
        var first = kit.resealing.progress().orElseThrow();
        assertThat(first.pieces()).as("a turn is bounded").isBetween(1L, 59L);
        kit.pass(Duration.ofMinutes(3));
        var restarted = new ArchiveKit(folder, kit.instant());
        for (int turn = 0; turn < 10; turn++) {
            restarted.resealing.turn();
        }

        assertThat(restarted.resealing.progress().orElseThrow())
                .extracting(Resealing.Progress::pieces, Resealing.Progress::dataKey)
                .containsExactly(60L, key);
        for (int i = 0; i < 60; i++) {
            assertThat(restarted.read(messages.get(i).id())).isEqualTo(noise(i));
        }
    }

    private static byte[] noise(int seed) {
        var bytes = new byte[4_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void change(Message message, int number, String set) {
        assertThat(kit.jdbc
                        .sql("update archive.segment set " + set + " where message_id = ? and number = ?")
                        .params(message.id(), number)
                        .update())
                .isEqualTo(1);
    }

    private void damaged(Message message, String code, int segment) {
        assertThatThrownBy(() -> kit.read(message.id()))
                .asInstanceOf(InstanceOfAssertFactories.type(BodyDamaged.class))
                .satisfies(damaged -> {
                    assertThat(damaged.code()).isEqualTo(code);
                    assertThat(damaged.messageId()).isEqualTo(message.id());
                    assertThat(damaged.segment()).isEqualTo(segment);
                })
                .satisfies(damaged -> assertThat(damaged).hasMessageContaining(Long.toString(message.id())));
    }
}

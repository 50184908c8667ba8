package cn.lvyue.hub.tried;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.signing.CannotOpen;
import cn.lvyue.hub.tried.TriedFiles.Room;
import cn.lvyue.hub.tried.TriedFiles.Tried;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class TriedFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-05T01:00:00Z");
    private static final Room PLENTY = new Room(40, 1 << 30);
    private static final byte[] FOUND = "{\"电话\":\"13900000000\"}".getBytes(UTF_8);

    @TempDir
    Path folder;

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final SealedFiles node = at(0);

    private static SealedFiles at(int minutes) {
        return TestTriedFiles.sealed(Clock.fixed(NOW.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC));
    }

    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    private UUID kept(SealedFiles by, byte[] content, byte @Nullable [] returned, Room room) throws IOException {
        var id = UUID.randomUUID();
        by.keep(
                new Tried(
                        id,
                        "moon",
                        "li",
                        NOW.plus(Duration.ofHours(1)),
                        FOUND,
                        Files.write(folder.resolve("file"), content),
                        returned == null ? null : Files.write(folder.resolve("back"), returned)),
                room);
        return id;
    }

    @Test
    void anotherNodeShowsItToWhoTriedItAndToNobodyElse() throws IOException {
        var file = new byte[(5 << 19) + 7];
        new Random(1).nextBytes(file);
        var id = kept(node, file, "改".getBytes(UTF_8), PLENTY);
        var other = at(1);

        assertThat(other.found(id, "moon", "li")).contains(FOUND);
        assertThat(other.found(id, "moon", "wang")).isEmpty();
        assertThat(other.found(id, "sun", "li")).isEmpty();
        assertThat(other.file(id).readAllBytes()).isEqualTo(file);
        assertThat(other.returned(id).readAllBytes()).isEqualTo("改".getBytes(UTF_8));
        var empty = kept(node, new byte[0], null, PLENTY);
        assertThat(other.file(empty).read()).isEqualTo(-1);
        assertThat(other.returned(empty).read()).isEqualTo(-1);
    }

    @Test
    void nothingOfItLiesInPlainSightAndNoPieceOpensInAnotherPlace() throws IOException {
        var id = kept(node, "投诉人电话 13900000000".getBytes(UTF_8), null, PLENTY);

        assertThat(jdbc.sql(
                                "select count(*) from tried.piece where position(convert_to('13900000000', 'UTF8') in sealed) > 0")
                        .query(Integer.class)
                        .single())
                .isZero();
        var key = jdbc.sql("select max(number) from signing.data_key")
                .query(Integer.class)
                .single();
        assertThat(node.uses(key)).isTrue();
        assertThat(node.uses(key + 1)).isFalse();
        jdbc.sql("update tried.piece set part = 2 where part = 1").update();
        assertThatThrownBy(() -> node.returned(id).read()).isInstanceOf(CannotOpen.class);
    }

    @Test
    void itGoesWhenItsTimeIsOverOrNewerOnesNeedItsRoom() throws IOException {
        var first = kept(node, new byte[100], null, PLENTY);
        assertThat(at(60).found(first, "moon", "li")).isEmpty();
        var second = kept(at(1), new byte[100], null, new Room(1, 1 << 30));
        assertThat(node.found(first, "moon", "li")).isEmpty();
        assertThat(node.found(second, "moon", "li")).isPresent();
        var third = kept(at(2), new byte[100], null, new Room(9, 150));
        assertThat(node.found(second, "moon", "li")).isEmpty();
        var large = kept(at(3), new byte[1_000], null, new Room(9, 150));
        assertThat(node.found(third, "moon", "li")).isEmpty();
        assertThat(node.found(large, "moon", "li")).isPresent();

        at(60).removeExpired();
        assertThat(jdbc.sql("select (select count(*) from tried.file) + (select count(*) from tried.piece)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}

package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallMessagesTest {
    private static final ReadPlan PLAN = Samples.json("", "no");

    @Test
    void readsEachMessageAsItsOwnChunkInOrder() {
        var chunks = read(text("{\"no\":\"A\"}"), text("[{\"no\":\"B\"},{\"no\":\"C\"}]"));

        assertThat(chunks).extracting(chunk -> chunk.message().id()).containsExactly(1L, 2L);
        assertThat(chunks.get(1).items()).extracting(record -> record.value(0)).containsExactly("B", "C");
        assertThat(chunks.get(1).items()).extracting(SourceRecord::row).containsExactly(1, 2);
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.end()).isNotNull());
    }

    @Test
    void anUnreadableMessageIsAnAnswerAmongTheOthers() {
        var chunks = read(text("{\"no\":\"A\"}"), text("{broken"), new byte[0], text("{\"no\":\"D\"}"));

        assertThat(chunks)
                .extracting(chunk -> Objects.requireNonNull(chunk.end()).unreadable())
                .containsExactly(false, true, true, false);
    }

    @Test
    void aPackedMessageEndsTheCompany() {
        assertThat(read(text("{\"no\":\"A\"}"), Samples.gzip(text("{\"no\":\"B\"}")), text("{\"no\":\"C\"}")))
                .hasSize(1);
        assertThat(read(Samples.zip("a.json", "{\"no\":\"B\"}"), text("{\"no\":\"C\"}")))
                .isEmpty();
    }

    @Test
    void aMessageOfMoreThanOneChunkEndsTheCompany() {
        assertThat(read(text("{\"no\":\"A\"}"), records(4), text("{\"no\":\"C\"}")))
                .hasSize(1);
        assertThat(read(records(4))).isEmpty();
    }

    @Test
    void theRecordsOfAllMessagesTogetherAreNoMoreThanOneChunk() {
        assertThat(read(records(2), records(1), records(1))).hasSize(2);
        assertThat(read(records(2), records(2))).hasSize(1);
    }

    private static List<Chunk<SourceRecord>> read(byte[]... bodies) {
        var settings = Samples.settings(Map.of("hub.intake.chunk", "3"));
        var messages = IntStream.rangeClosed(1, bodies.length)
                .mapToObj(id -> new Message(id, PLAN.feed(), Channel.HTTP, Instant.EPOCH, null, null, 1, ""))
                .toList();
        return new SmallMessages(new Intake(settings, Clock.systemUTC()), settings)
                .read(messages, PLAN, Arrays.asList(bodies));
    }

    private static byte[] records(int count) {
        return ("[" + "{\"no\":\"x\"},".repeat(count - 1) + "{\"no\":\"x\"}]").getBytes(UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}

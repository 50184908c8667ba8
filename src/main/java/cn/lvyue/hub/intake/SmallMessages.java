package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads small messages that are worked on together. Called by route {@code small-messages}. */
@Component("smallMessages")
class SmallMessages {
    private final RecordReaders readers;
    private final IntakeSettings settings;

    SmallMessages(RecordReaders readers, IntakeSettings settings) {
        this.readers = readers;
        this.settings = settings;
    }

    /**
     * Reads as many messages, from the first on, as are one chunk each and no more records than one chunk in all. A message that
     * is packed is not read here: what it unpacks to may be large.
     *
     * @param bodies the messages' bytes, in the same order
     * @return the one and only chunk of each message that was read; none if the first is not for company
     */
    List<Chunk<SourceRecord>> read(List<Message> messages, ReadPlan plan, List<byte[]> bodies) {
        var chunks = new ArrayList<Chunk<SourceRecord>>();
        int room = settings.chunk();
        for (int i = 0; i < messages.size() && !isPacked(bodies.get(i)); i++) {
            var chunk = firstChunk(messages.get(i), plan, bodies.get(i));
            room -= chunk.items().size();
            if (chunk.end() == null || room < 0) {
                break;
            }
            chunks.add(chunk);
        }
        return chunks;
    }

    private Chunk<SourceRecord> firstChunk(Message message, ReadPlan plan, byte[] body) {
        try (var reading = readers.read(message, plan, new ByteArrayInputStream(body), 0)) {
            return reading.next();
        }
    }

    private static boolean isPacked(byte[] body) {
        try (var bytes = new BufferedInputStream(new ByteArrayInputStream(body))) {
            var magic = Magic.of(bytes);
            return magic == Magic.ZIP || magic == Magic.GZIP;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

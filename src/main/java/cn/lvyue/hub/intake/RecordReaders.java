package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.io.InputStream;
import java.util.Iterator;

/** Reads the bytes of a message into source records; the bean {@code intake} of the routes. */
public interface RecordReaders {
    /**
     * Reads as a stream: at most one chunk is in memory. The last chunk carries the end. Whatever the bytes hold, reading
     * ends with findings, never with an exception; only failing to get the bytes throws.
     *
     * @param bytes the archived bytes, closed when reading has ended or {@link Reading#close()} is called
     * @param skipRows records that need not be delivered again because their chunks are committed
     */
    Reading read(Message message, ReadPlan plan, InputStream bytes, int skipRows);

    /** Chunks in order. */
    interface Reading extends Iterator<Chunk<SourceRecord>>, AutoCloseable {
        @Override
        void close();
    }
}

package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.SourceRecord;
import java.io.Closeable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The chunks of a message with only those records that are to be done again. Ends early when nothing more can come, or when the replay stands still. */
final class ChosenRecords implements Iterator<Chunk<SourceRecord>>, Closeable {
    private final Iterator<Chunk<SourceRecord>> chunks;
    private final @Nullable BitSet rows;
    private final Session session;
    private @Nullable Chunk<SourceRecord> next;
    private boolean past;

    /** @param rows those asked for; null for all */
    ChosenRecords(Iterator<Chunk<SourceRecord>> chunks, @Nullable BitSet rows, Session session) {
        this.chunks = chunks;
        this.rows = rows;
        this.session = session;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !past && !session.stopped() && chunks.hasNext()) {
            var chunk = chosen(chunks.next(), rows, session);
            next = chunk.items().isEmpty() ? null : chunk;
            past = rows != null && next != null && isPast(next);
        }
        return next != null;
    }

    private boolean isPast(Chunk<SourceRecord> chunk) {
        return rows != null
                && rows.nextSetBit(chunk.items().get(chunk.items().size() - 1).row() + 1) < 0;
    }

    /** A chunk with only the records asked for; notes when the message turns out to be unreadable. */
    static Chunk<SourceRecord> chosen(Chunk<SourceRecord> chunk, @Nullable BitSet rows, Session session) {
        var end = chunk.end();
        if (end != null && end.unreadable()) {
            session.unreadable(
                    chunk.message().id(),
                    end.findings().stream()
                            .filter(Finding::rejects)
                            .map(Finding::code)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return rows == null
                ? chunk
                : new Chunk<>(
                        chunk.message(),
                        chunk.number(),
                        chunk.items().stream().filter(item -> rows.get(item.row())).toList(),
                        end);
    }

    @Override
    public Chunk<SourceRecord> next() {
        var chunk = hasNext() ? next : null;
        if (chunk == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return chunk;
    }

    @Override
    public void close() {
        if (chunks instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}

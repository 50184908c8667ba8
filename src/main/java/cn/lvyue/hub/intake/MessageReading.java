package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the files of one message and hands out their records in chunks. */
final class MessageReading implements RecordReaders.Reading {
    private static final Logger LOG = LoggerFactory.getLogger(MessageReading.class);

    /** Few very long records fill a chunk as well as many short ones: what is in memory stays bounded. */
    private static final long MOST_CHARACTERS = 8 << 20;

    private final Message message;
    private final ReadTask task;
    private final int skipRows;
    private final ArchivedBytes bytes;
    private @Nullable MessageFiles files;
    private @Nullable FileInMessage file;
    private @Nullable RecordSource source;
    private int chunks;
    private boolean outOfTime;
    private boolean ended;

    MessageReading(Message message, ReadTask task, InputStream bytes, int skipRows) {
        this.message = message;
        this.task = task;
        this.skipRows = skipRows;
        this.bytes = new ArchivedBytes(bytes);
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Chunk<SourceRecord> next() {
        if (ended) {
            throw new NoSuchElementException("message " + message.id() + " was read to its end");
        }
        while (true) {
            var records = new ArrayList<SourceRecord>(task.settings.chunk());
            task.patience.begin();
            boolean more = fill(records);
            task.patience.pause();
            chunks++;
            if (!more) {
                return lastChunk(records);
            }
            if (!records.isEmpty()) {
                return new Chunk<>(message, chunks, records, null);
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        closeSource();
        if (files != null) {
            files.close();
            files = null;
        }
        bytes.close();
    }

    private Chunk<SourceRecord> lastChunk(List<SourceRecord> records) {
        close();
        return new Chunk<>(message, chunks, records, new ReadEnd(task.read(), task.findings()));
    }

    /** @return false when there are no more records */
    private boolean fill(List<SourceRecord> records) {
        long characters = 0;
        for (int i = 0; i < task.settings.chunk() && characters < MOST_CHARACTERS; i++) {
            var record = nextRecord();
            if (record == null) {
                return false;
            }
            characters += length(record);
            if (record.row() > skipRows) {
                records.add(record);
            }
        }
        return true;
    }

    private int length(SourceRecord record) {
        int length = 0;
        for (int slot = task.plan.sourceFields().size() - 1; slot >= 0; slot--) {
            var value = record.value(slot);
            length += value == null ? 0 : value.length();
        }
        return length;
    }

    private @Nullable SourceRecord nextRecord() {
        while (isWithinLimits()) {
            try {
                task.patience.check();
                var current = source != null ? source : nextSource();
                if (current == null) {
                    return null;
                }
                var record = current.next();
                if (record != null) {
                    return record;
                }
            } catch (IOException e) {
                refuse(e);
            } catch (TemporaryFailure e) {
                throw e;
            } catch (RuntimeException e) {
                // parsers stumble over damaged bytes in ways of their own; the sender gets an answer all the same
                LOG.warn(
                        "message {}: a parser failed with {}",
                        message.id(),
                        e.getClass().getName());
                LOG.debug("message {}", message.id(), e);
                refuse(new IOException(e.getClass().getSimpleName(), e));
            }
            closeSource();
        }
        return null;
    }

    private @Nullable RecordSource nextSource() throws IOException {
        if (files == null) {
            files = new Unpacking(task).open(bytes);
        }
        file = files.next();
        if (file == null) {
            return null;
        }
        source = Formats.open(task, file);
        return source;
    }

    private void refuse(IOException problem) {
        var refused = Refused.behind(problem);
        var place = file == null ? "file" : file.place();
        outOfTime = refused != null && task.patience.isOver();
        task.note(refused != null ? refused.finding() : Fault.UNREADABLE.at(place, problem.getMessage(), null));
        if (files == null) {
            files = NoFiles.INSTANCE;
        }
    }

    private boolean isWithinLimits() {
        var settings = task.settings;
        if (task.read() >= settings.maxRecords()) {
            task.note(Fault.TOO_LARGE.at("file", null, task.limit("max-records", settings.maxRecords())));
            return false;
        }
        return !outOfTime;
    }

    private void closeSource() {
        if (source != null) {
            source.close();
        } else if (file != null) {
            file.close();
        }
        source = null;
        file = null;
    }

    /** What could not be unpacked has no files. */
    private enum NoFiles implements MessageFiles {
        INSTANCE;

        @Override
        public @Nullable FileInMessage next() {
            return null;
        }

        @Override
        public void close() {}
    }
}

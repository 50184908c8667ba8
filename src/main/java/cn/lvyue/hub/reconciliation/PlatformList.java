package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements.Held;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says it holds, in a file: it is asked before the hub looks at its own tables, so that nothing it has can be
 * unknown to the hub, and no transaction waits for a platform.
 */
final class PlatformList implements Closeable {
    static final String PREFIX = "platform-";

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private long count;

    private PlatformList(Path file) {
        this.file = file;
    }

    static PlatformList in(Path folder) {
        try {
            Files.createDirectories(folder);
            return new PlatformList(Files.createTempFile(folder, PREFIX, ".list"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    long count() {
        return count;
    }

    /** Appends. */
    final class Writer implements Closeable {
        private final DataOutputStream out;

        Writer() {
            try {
                out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        void add(Held held) {
            try {
                out.writeUTF(held.sourceRecordNo());
                out.writeInt(held.revision());
                out.writeByte(held.dataState());
                var id = held.platformId();
                out.writeBoolean(id != null);
                if (id != null) {
                    out.writeUTF(id);
                }
                var amount = held.amount();
                out.writeBoolean(amount != null);
                if (amount != null) {
                    out.writeLong(amount);
                }
                count++;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Reads group by group: everything under one source record number at a time. */
    final class Reader implements Closeable {
        private final DataInputStream in;
        private long left = count;
        private @Nullable Held next;

        Reader() {
            try {
                in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            next = read();
        }

        /** The number of the next group; null at the end. */
        @Nullable
        String number() {
            return next == null ? null : next.sourceRecordNo();
        }

        List<Held> group() {
            var group = new ArrayList<Held>(1);
            var number = number();
            while (next != null && next.sourceRecordNo().equals(number)) {
                group.add(next);
                next = read();
            }
            return group;
        }

        private @Nullable Held read() {
            if (left == 0) {
                return null;
            }
            left--;
            try {
                return new Held(
                        in.readUTF(),
                        in.readInt(),
                        in.readByte(),
                        in.readBoolean() ? in.readUTF() : null,
                        in.readBoolean() ? Long.valueOf(in.readLong()) : null);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

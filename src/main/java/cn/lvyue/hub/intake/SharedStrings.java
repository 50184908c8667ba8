package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.lvyue.hub.record.TemporaryFailure;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workbook's table of strings. A small one stays in memory; a large one goes to a temporary file with an index beside it,
 * both mapped, so that a workbook of a million rows needs no more heap than one of ten.
 */
final class SharedStrings implements AutoCloseable {
    /** Mapped in pieces, as one mapping holds no more than 2 GiB. */
    private static final int PIECE = 1 << 29;

    private static final int RECENT = 1 << 13;

    /** Longer strings are read anew each time, or the recent ones alone could fill memory. */
    private static final int LONGEST_RECENT = 1_000;

    private final IntakeSettings settings;
    private final List<String> inMemory = new ArrayList<>();
    private long bytesInMemory;
    private long count;
    private @Nullable Spilled spilled;
    private final int[] recentIndexes = new int[RECENT];
    private final @Nullable String[] recentStrings = new String[RECENT];

    private final Source source;
    private boolean complete;

    /** Where the strings come from, one after the other. */
    interface Source {
        /** @return null behind the last */
        @Nullable
        String next() throws Refused;
    }

    SharedStrings(IntakeSettings settings, Source source) {
        this.settings = settings;
        this.source = source;
    }

    /** Reads all strings there are. Without this they are read as far as they are asked for. */
    void readAll() throws Refused {
        while (!complete) {
            readNext();
        }
    }

    private void readNext() throws Refused {
        var next = source.next();
        if (next != null) {
            add(next);
            return;
        }
        complete = true;
        if (spilled != null) {
            spilled.map();
        }
    }

    private void add(String string) {
        count++;
        if (spilled == null) {
            inMemory.add(string);
            // header, reference and characters, roughly
            bytesInMemory += 48 + 2L * string.length();
            if (bytesInMemory > settings.stringsInMemory().toBytes()) {
                spilled = new Spilled(settings.temporary());
                inMemory.forEach(spilled::add);
                inMemory.clear();
            }
        } else {
            spilled.add(string);
        }
    }

    boolean isSpilled() {
        return spilled != null;
    }

    /** @return null if there is no string of this number */
    @Nullable
    String get(int index) throws Refused {
        while (!complete && (index >= count || spilled != null)) {
            readNext();
        }
        if (index < 0 || index >= count) {
            return null;
        }
        if (spilled == null) {
            return inMemory.get(index);
        }
        int place = index & (RECENT - 1);
        var recent = recentStrings[place];
        if (recent != null && recentIndexes[place] == index) {
            return recent;
        }
        var string = spilled.get(index);
        if (string.length() <= LONGEST_RECENT) {
            recentIndexes[place] = index;
            recentStrings[place] = string;
        }
        return string;
    }

    @Override
    public void close() {
        if (spilled != null) {
            spilled.close();
        }
    }

    /** The strings one after the other in UTF-8, and eight bytes for each that say where it ends. */
    private static final class Spilled {
        private final Path strings;
        private final Path ends;
        private final DataOutputStream stringsOut;
        private final DataOutputStream endsOut;
        private final List<ByteBuffer> stringPieces = new ArrayList<>();
        private final List<ByteBuffer> endPieces = new ArrayList<>();
        private long end;

        Spilled(@Nullable Path folder) {
            strings = TemporaryFile.create(folder);
            ends = TemporaryFile.create(folder);
            try {
                stringsOut = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(strings), 1 << 16));
                endsOut = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(ends), 1 << 16));
            } catch (IOException e) {
                throw lost(e);
            }
        }

        void add(String string) {
            byte[] bytes = string.getBytes(UTF_8);
            end += bytes.length;
            try {
                stringsOut.write(bytes);
                endsOut.writeLong(end);
            } catch (IOException e) {
                throw lost(e);
            }
        }

        void map() {
            try {
                stringsOut.close();
                endsOut.close();
                map(strings, stringPieces);
                map(ends, endPieces);
            } catch (IOException e) {
                throw lost(e);
            }
        }

        String get(int index) {
            long from = index == 0 ? 0 : endOf(index - 1);
            byte[] bytes = new byte[(int) (endOf(index) - from)];
            int done = 0;
            while (done < bytes.length) {
                var piece = stringPieces.get((int) ((from + done) / PIECE));
                int at = (int) ((from + done) % PIECE);
                int n = Math.min(bytes.length - done, piece.capacity() - at);
                piece.get(at, bytes, done, n);
                done += n;
            }
            return new String(bytes, UTF_8);
        }

        private long endOf(int index) {
            long at = 8L * index;
            return endPieces.get((int) (at / PIECE)).getLong((int) (at % PIECE));
        }

        private static void map(Path path, List<ByteBuffer> pieces) throws IOException {
            try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                for (long at = 0; at < channel.size(); at += PIECE) {
                    pieces.add(channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(PIECE, channel.size() - at)));
                }
            }
        }

        void close() {
            try {
                stringsOut.close();
                endsOut.close();
            } catch (IOException e) {
                throw lost(e);
            } finally {
                TemporaryFile.delete(strings);
                TemporaryFile.delete(ends);
            }
        }

        private static TemporaryFailure lost(IOException cause) {
            return new TemporaryFailure("temporary file of strings failed: " + cause.getMessage(), cause);
        }
    }
}

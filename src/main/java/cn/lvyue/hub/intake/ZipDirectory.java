package cn.lvyue.hub.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Goes through a ZIP's directory (APPNOTE 4.3) before anything makes objects of it: a directory of a million entries, or one
 * with boundless names and extra fields, would fill memory before its entries could be counted. What it finds must lie where
 * the archive says, so that no reader sees another directory than this one.
 */
final class ZipDirectory {
    /** Length of an entry's own header without its name. */
    static final int LOCAL_HEADER = 30;

    private static final int END = 0x06054B50;
    private static final int END_64 = 0x06064B50;
    private static final int LOCATOR_64 = 0x07064B50;
    private static final int ENTRY = 0x02014B50;
    private static final int END_LENGTH = 22;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64_LENGTH = 56;
    private static final int ENTRY_LENGTH = 46;
    private static final long UNSIGNED = 0xFFFFFFFFL;
    /** Names and extra fields of an ordinary entry need a tenth of this, on average. */
    private static final int BYTES_PER_ENTRY = 1_024;

    private final FileChannel file;
    private final String place;

    private ZipDirectory(FileChannel file, String place) {
        this.file = file;
        this.place = place;
    }

    static void check(String place, Path path, IntakeSettings settings) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            new ZipDirectory(file, place).check(settings.maxEntries());
        }
    }

    private void check(int mostEntries) throws IOException {
        long end = findEnd();
        var record = read(end, END_LENGTH);
        long size = record.getInt(12) & UNSIGNED;
        long start = record.getInt(16) & UNSIGNED;
        long behind = end;
        var locator = end < LOCATOR_LENGTH ? null : read(end - LOCATOR_LENGTH, LOCATOR_LENGTH);
        if (locator != null && locator.getInt(0) == LOCATOR_64) {
            behind = locator.getLong(8);
            var record64 = read(behind, END_64_LENGTH);
            size = record64.getLong(40);
            start = record64.getLong(48);
            require(record64.getInt(0) == END_64);
        }
        require(start >= 0 && size >= 0 && start + size == behind);
        if (size > (long) mostEntries * BYTES_PER_ENTRY) {
            throw tooMany(size + " bytes", mostEntries);
        }
        walk(read(start, (int) size), mostEntries);
    }

    private void walk(ByteBuffer directory, int mostEntries) throws Refused {
        int count = 0;
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
            at += ENTRY_LENGTH + length(directory, at + 28) + length(directory, at + 30) + length(directory, at + 32);
            count++;
            if (count > mostEntries) {
                throw tooMany(String.valueOf(count), mostEntries);
            }
        }
        require(at <= directory.limit());
    }

    private static int length(ByteBuffer directory, int at) {
        return directory.getShort(at) & 0xFFFF;
    }

    /** The end record stands before a comment of at most 64 KiB. */
    private long findEnd() throws IOException {
        long size = file.size();
        int tail = (int) Math.min(size, END_LENGTH + 0xFFFF);
        var bytes = read(size - tail, tail);
        for (int at = tail - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END) {
                return size - tail + at;
            }
        }
        throw damaged();
    }

    private ByteBuffer read(long from, int length) throws IOException {
        require(from >= 0 && from + length <= file.size());
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            continue;
        }
        require(!bytes.hasRemaining());
        return bytes.flip();
    }

    private void require(boolean holds) throws Refused {
        if (!holds) {
            throw damaged();
        }
    }

    private Refused damaged() {
        return Fault.UNREADABLE.refuse(place, null, "ZIP");
    }

    private Refused tooMany(String found, int mostEntries) {
        return Fault.BOMB.refuse(place, found, "hub.intake.max-entries = " + mostEntries);
    }
}

package cn.lvyue.hub.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format (file header, a field count per row, a length before each field, -1 for null,
 * all big-endian). Binary because it is a fifth faster than text and needs no escaping.
 */
public final class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final LocalDate POSTGRES_EPOCH = LocalDate.of(2000, 1, 1);
    private static final long POSTGRES_EPOCH_SECOND = 946_684_800L;

    private final int columns;
    private byte[] buffer = new byte[1 << 16];
    private int size;
    private int rows;

    public BinaryCopy(int columns) {
        this.columns = columns;
        raw(HEADER);
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    public int rows() {
        return rows;
    }

    /** Begins a row; as many values as there are columns must follow. */
    public BinaryCopy row() {
        rows++;
        return putShort(columns);
    }

    public BinaryCopy smallint(int value) {
        return putInt(2).putShort(value);
    }

    public BinaryCopy integer(int value) {
        return putInt(4).putInt(value);
    }

    public BinaryCopy integer(@Nullable Integer value) {
        return value == null ? absent() : integer(value.intValue());
    }

    public BinaryCopy bigint(long value) {
        return putInt(8).putLong(value);
    }

    public BinaryCopy bigint(@Nullable Long value) {
        return value == null ? absent() : bigint(value.longValue());
    }

    public BinaryCopy bool(boolean value) {
        putInt(1);
        need(1);
        buffer[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    public BinaryCopy text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Also json: its binary form is its text. */
    public BinaryCopy bytes(byte @Nullable [] value) {
        return value == null ? absent() : putInt(value.length).raw(value);
    }

    public BinaryCopy uuid(@Nullable UUID value) {
        return value == null
                ? absent()
                : putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }

    public BinaryCopy date(LocalDate value) {
        return integer(Math.toIntExact(value.toEpochDay() - POSTGRES_EPOCH.toEpochDay()));
    }

    public BinaryCopy timestamptz(Instant value) {
        return bigint((value.getEpochSecond() - POSTGRES_EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
    }

    public BinaryCopy absent() {
        return putInt(-1);
    }

    /** Ends the data. @return the buffer, of which {@link #length()} bytes count */
    public byte[] finished() {
        putShort(-1);
        return buffer;
    }

    public int length() {
        return size;
    }

    private BinaryCopy raw(byte[] value) {
        need(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    private BinaryCopy putShort(int value) {
        need(2);
        buffer[size++] = (byte) (value >> 8);
        buffer[size++] = (byte) value;
        return this;
    }

    private BinaryCopy putInt(int value) {
        need(4);
        buffer[size++] = (byte) (value >> 24);
        buffer[size++] = (byte) (value >> 16);
        buffer[size++] = (byte) (value >> 8);
        buffer[size++] = (byte) value;
        return this;
    }

    private BinaryCopy putLong(long value) {
        return putInt((int) (value >> 32)).putInt((int) value);
    }

    private void need(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}

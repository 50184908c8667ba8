package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.FieldNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the values of a record lie in its stored form, one JSON object of texts without blanks ({@code StandardRecord.toJson}).
 * This runs for every record that is sent, so it walks the bytes and parses nothing. For one thread; each look forgets the one
 * before.
 */
final class StoredFields {
    private static final int NULL_LENGTH = 4;

    private final byte[][] names;
    private final int[] from;
    private final int[] to;
    private byte[] bytes = new byte[0];

    StoredFields(FieldNames names) {
        this.names = names.ids().stream()
                .map(id -> ('"' + id + "\":").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.from = new int[this.names.length];
        this.to = new int[this.names.length];
    }

    /** @throws CannotCompose if these bytes are not in the stored form */
    void look(byte[] fields) {
        bytes = fields;
        Arrays.fill(to, 0);
        try {
            walk();
        } catch (ArrayIndexOutOfBoundsException cut) {
            throw new CannotCompose("a record is not in its stored form");
        }
    }

    /** A record of which nothing but what identifies it is told. */
    void forget() {
        Arrays.fill(to, 0);
    }

    private void walk() {
        int at = 1;
        int expected = 0;
        while (bytes[at] == '"') {
            int index = named(at, expected);
            int value = index < 0 ? behindText(at) + 1 : at + names[index].length;
            boolean isText = bytes[value] == '"';
            int end = isText ? behindText(value) : value + NULL_LENGTH;
            if (!isText && bytes[value] != 'n' || bytes[end] != ',' && bytes[end] != '}') {
                throw new CannotCompose("a record is not in its stored form");
            }
            if (index >= 0) {
                if (isText) {
                    from[index] = value;
                    to[index] = end;
                }
                expected = index + 1;
            }
            at = end + (bytes[end] == ',' ? 1 : 0);
        }
        if (bytes[at] != '}' || bytes[0] != '{') {
            throw new CannotCompose("a record is not in its stored form");
        }
    }

    /** @return the index of the field whose name begins here, most often the expected one; -1 for a name the pack has not got */
    private int named(int at, int expected) {
        for (int i = 0; i < names.length; i++) {
            int index = expected + i < names.length ? expected + i : expected + i - names.length;
            var name = names[index];
            if (at + name.length <= bytes.length && Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
                return index;
            }
        }
        return -1;
    }

    private int behindText(int quote) {
        int i = quote + 1;
        while (bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    boolean has(int index) {
        return to[index] > 0;
    }

    /** Whether a value can be sent as it is stored: what is escaped, and characters of four bytes, have more than one form in JSON. */
    boolean isPlain(int index) {
        for (int i = from[index]; i < to[index]; i++) {
            if (bytes[i] == '\\' || (bytes[i] & 0xF8) == 0xF0) {
                return false;
            }
        }
        return true;
    }

    /** The value with its quotes. */
    void copy(int index, PackageBytes out) {
        out.put(bytes, from[index], to[index] - from[index]);
    }

    int from(int index) {
        return from[index];
    }

    int length(int index) {
        return to[index] - from[index];
    }

    /** The record last looked at. */
    byte[] bytes() {
        return bytes;
    }
}

package cn.lvyue.hub.personal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Takes values out of a record's stored form and puts them back. The stored form is one JSON object of texts without blanks
 * ({@code StandardRecord.toJson}); this runs for every record, so it walks the bytes and parses nothing.
 */
final class StoredForm {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] names;

    /** @param ids of the fields whose values are taken out */
    StoredForm(Collection<String> ids) {
        names = ids.stream()
                .distinct()
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** @param taken literals with their quotes, a comma between; empty if there were none */
    record Split(byte[] open, byte[] taken) {}

    Split split(byte[] json) {
        var open = new Bytes(json.length);
        var taken = new Bytes(256);
        int copied = 0;
        int at = 1;
        while (at < json.length && json[at] == '"') {
            int nameEnd = endOfText(json, at);
            int value = nameEnd + 1; // behind the colon
            int end = endOfValue(json, value);
            if (json[value] == '"' && isTaken(json, at + 1, nameEnd - 1)) {
                open.write(json, copied, value - copied);
                open.write(NULL, 0, NULL.length);
                if (taken.size() > 0) {
                    taken.write(',');
                }
                taken.write(json, value, end - value);
                copied = end;
            }
            at = end + 1; // behind the comma or the closing brace
        }
        if (taken.size() == 0) {
            return new Split(json, new byte[0]);
        }
        open.write(json, copied, json.length - copied);
        return new Split(open.toByteArray(), taken.toByteArray());
    }

    /** @throws IllegalArgumentException if there are more places than values, or fewer */
    static byte[] join(byte[] open, byte[] taken) {
        var out = new Bytes(open.length + taken.length);
        int copied = 0;
        int next = 0;
        int at = 1;
        while (at < open.length && open[at] == '"') {
            int value = endOfText(open, at) + 1;
            int end = endOfValue(open, value);
            if (open[value] == 'n') {
                if (next >= taken.length) {
                    throw new IllegalArgumentException("a record has more places than personal values");
                }
                int literal = endOfText(taken, next);
                out.write(open, copied, value - copied);
                out.write(taken, next, literal - next);
                next = literal + 1;
                copied = end;
            }
            at = end + 1;
        }
        if (next <= taken.length && taken.length > 0) {
            throw new IllegalArgumentException("a record has more personal values than places");
        }
        out.write(open, copied, open.length - copied);
        return out.toByteArray();
    }

    /** The names of the places of taken values. */
    static Set<String> places(byte[] open) {
        var places = new LinkedHashSet<String>();
        int at = 1;
        while (at < open.length && open[at] == '"') {
            int nameEnd = endOfText(open, at);
            if (open[nameEnd + 1] == 'n') {
                places.add(new String(open, at + 1, nameEnd - at - 2, StandardCharsets.UTF_8));
            }
            at = endOfValue(open, nameEnd + 1) + 1;
        }
        return places;
    }

    private boolean isTaken(byte[] json, int from, int to) {
        for (var name : names) {
            if (name.length == to - from && Arrays.equals(json, from, to, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    private static int endOfValue(byte[] json, int at) {
        return json[at] == '"' ? endOfText(json, at) : at + NULL.length;
    }

    /** @param at where the opening quote is @return behind the closing quote */
    private static int endOfText(byte[] json, int at) {
        int i = at + 1;
        while (json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** Without locks and checked exceptions. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes(int size) {
            super(size);
        }
    }
}

package cn.lvyue.hub.search;

import java.util.Collection;
import java.util.List;

/**
 * Neighbouring records or messages that share one place in the index.
 *
 * @param parts ascending
 * @param minAt seconds since 1970 at which the first of their messages was received, {@code maxAt} the last
 */
record Block(List<Part> parts, long minAt, long maxAt) {

    /** Rows of one message, both ends included. */
    record Part(long message, int from, int to) {
        int docs() {
            return to - from + 1;
        }

        Key first() {
            return new Key(message, from);
        }

        Key last() {
            return new Key(message, to);
        }
    }

    /** These and no others. */
    static Block of(Collection<Key> keys) {
        var parts = keys.stream()
                .sorted()
                .map(key -> new Part(key.message(), key.row(), key.row()))
                .toList();
        return new Block(parts, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    int docs() {
        int docs = 0;
        for (var part : parts) {
            docs += part.docs();
        }
        return docs;
    }

    Key first() {
        return parts.get(0).first();
    }

    Key last() {
        return parts.get(parts.size() - 1).last();
    }
}

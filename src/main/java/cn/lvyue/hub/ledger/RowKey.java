package cn.lvyue.hub.ledger;

import org.jspecify.annotations.Nullable;

/** The key of the last row that was gone through, as a text that can be kept. */
record RowKey(long first, int second) {
    static RowKey of(@Nullable String text) {
        if (text == null) {
            return new RowKey(0, 0);
        }
        int colon = text.indexOf(':');
        return new RowKey(Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    String text() {
        return first + ":" + second;
    }
}

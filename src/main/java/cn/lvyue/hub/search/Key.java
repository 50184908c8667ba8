package cn.lvyue.hub.search;

/** Where a record stands: newest first is by message, then by row, downwards. Row 0 is the message as such. */
record Key(long message, int row) implements Comparable<Key> {
    static final Key LAST = new Key(999_999_999_999_999_999L, 999_999_999);

    @Override
    public int compareTo(Key other) {
        int byMessage = Long.compare(message, other.message);
        return byMessage != 0 ? byMessage : Integer.compare(row, other.row);
    }

    /** What follows upwards: nothing is between. */
    Key above() {
        return new Key(message, row + 1);
    }

    boolean isBefore(Key other) {
        return compareTo(other) < 0;
    }
}

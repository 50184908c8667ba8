package cn.lvyue.hub.channel.table;

import java.util.List;

/** A row of a batch: its number in the message, its key, and the digest of its data when it was read. */
record KeyedRow(int row, List<String> key, String digest) {}

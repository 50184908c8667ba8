package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.StandardRecord;

/** Something a standard record satisfies or not, as written in a pack and compiled once. */
public interface Condition {
    boolean holds(StandardRecord record);

    /** The condition in the pack's words, for documentation: {@code TS_BLZT ≥ 30}. */
    String text();
}

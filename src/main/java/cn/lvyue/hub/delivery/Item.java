package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueKind;

/** One revision in a package. @param dueNo where the outbox has it @param kind as decided at sealing */
record Item(long dueNo, DueKind kind) {}

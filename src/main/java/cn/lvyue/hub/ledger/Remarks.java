package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Finding;

/** Takes what a channel finds out about a message as a whole once its outcome is known. */
public interface Remarks {
    /** Adds a finding of severity remark to a message that was taken up; the same finding again adds nothing. */
    void add(long messageId, Finding finding);
}

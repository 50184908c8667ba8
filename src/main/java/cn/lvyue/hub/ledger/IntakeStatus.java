package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.ReadEnd;

/** How far a message is that was taken up. The code is what tables store and must never change. */
enum IntakeStatus {
    PROCESSING(1, MessageStatus.PROCESSING),
    DONE(2, MessageStatus.DONE),
    UNREADABLE(3, MessageStatus.UNREADABLE),
    FAILED(4, MessageStatus.FAILED);

    private final int code;
    private final MessageStatus shown;

    IntakeStatus(int code, MessageStatus shown) {
        this.code = code;
        this.shown = shown;
    }

    int code() {
        return code;
    }

    MessageStatus shown() {
        return shown;
    }

    /** How a message ends that was read. */
    static IntakeStatus ending(ReadEnd end) {
        return end.unreadable() ? UNREADABLE : DONE;
    }

    static IntakeStatus ofCode(int code) {
        return values()[code - 1];
    }
}

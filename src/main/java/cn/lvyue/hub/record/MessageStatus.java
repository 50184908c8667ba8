package cn.lvyue.hub.record;

/** How far the hub is with a message that came in. */
public enum MessageStatus {
    RECEIVED,
    PROCESSING,
    DONE,
    UNREADABLE,
    FAILED
}

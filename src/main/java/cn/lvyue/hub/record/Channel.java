package cn.lvyue.hub.record;

/** How bytes arrive (接入方式). */
public enum Channel {
    HTTP,
    FILE,
    SFTP,
    TABLE,
    POLL,
    JMS
}

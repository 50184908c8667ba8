package cn.lvyue.hub.channel.queue;

/** Why a message from a queue is a failed exchange; explained in the catalogue. */
enum QueueFault {
    WRONG_KIND("T151", "队列消息须为字节或文本，收到 %s", "a queue message must be bytes or text, this is %s"),
    TOO_LARGE("T152", "队列消息过大：%s", "the queue message is too large: %s"),
    GIVEN_UP("T153", "消息多次投递失败，已转入死信队列：%s", "the message could not be taken after all attempts: %s"),
    EXPIRED("T154", "消息在被接收之前已过期：%s", "the message expired before it was taken: %s");

    private final String code;
    private final String chinese;
    private final String english;

    QueueFault(String code, String chinese, String english) {
        this.code = code;
        this.chinese = chinese;
        this.english = english;
    }

    /** Code and both languages, as shown beside a failed exchange. */
    String reason(Object detail) {
        return "%s %s / %s".formatted(code, chinese.formatted(detail), english.formatted(detail));
    }
}

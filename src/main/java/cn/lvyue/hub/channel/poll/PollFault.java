package cn.lvyue.hub.channel.poll;

/** Why a round ends without success; explained in the catalogue. */
enum PollFault {
    NO_ANSWER("T131"),
    STATUS("T132"),
    ERROR_PAGE("T133"),
    REPEATED_PAGE("T134"),
    INCOMPLETE("T135"),
    UNSTABLE("T136"),
    LIMIT("T137"),
    NO_TIME("T138"),
    TAKEN_OVER("T139");

    private final String code;

    PollFault(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}

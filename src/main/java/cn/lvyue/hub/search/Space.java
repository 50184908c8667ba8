package cn.lvyue.hub.search;

/** What the index is over. The code is what tables store. */
enum Space {
    RECORDS(1),
    MESSAGES(2),
    /** By the platform's ids of their records. */
    PACKAGES(3);

    private final int code;

    Space(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}

package cn.lvyue.hub.sandbox;

/** What a platform is called for. */
enum Occasion {
    /** A package is posted. */
    POST,
    /** A package is asked for. */
    ASK,
    /** The statement of a day is asked for. */
    STATEMENT,
    /** Anything else: the register, and what is no call of the profile. */
    OTHER
}

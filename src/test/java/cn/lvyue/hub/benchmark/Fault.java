package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.record.Outcome;

/** What can be wrong with a made-up row, and what must become of it. */
enum Fault {
    /** The row before, once more. */
    REPEATED(Outcome.DUPLICATE),
    /** The row before with another telephone number, a day later. */
    CHANGED(Outcome.UPDATED),
    /** A complaint made on 30 February. */
    IMPOSSIBLE_DAY(Outcome.REJECTED),
    /** The respondent's credit code is missing. */
    NO_RESPONDENT_CODE(Outcome.PARKED),
    /** A citizen's complaint about noise. */
    NOISE(Outcome.PARKED);

    private static final Fault[] ALL = values();

    private final Outcome outcome;

    Fault(Outcome outcome) {
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }

    /** The kinds take turns. */
    static Fault ofNumber(long number) {
        return ALL[(int) (number % ALL.length)];
    }
}

package cn.lvyue.hub.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door for what people decide about records that wait for them. */
@FunctionalInterface
public interface Rulings {
    /** How many records one ruling may be about: it holds up the writing of outcomes while it is carried out. */
    int MOST = 500;

    /**
     * @param cases the source records that wait: what was parked, what conflicts, or what the present revision of a suspected
     *     duplicate was read from; 1 to {@value #MOST}
     */
    record Act(Ruling ruling, List<ReturnMark> cases, String reason, String author) {
        public Act {
            cases = List.copyOf(cases);
        }
    }

    /** What became of a case. */
    enum Ending {
        /** The ruling is kept and has its effect. */
        DONE,
        /** Somebody decided before, or something newer came: there is nothing to decide any more. */
        MOVED_ON,
        /** The ruling is none that fits what waits. */
        UNFIT,
        /** Today's rules do not let the record pass, whatever a person says. */
        REFUSED
    }

    /** @param revision the revision that was made; null when none was */
    record Settled(
            ReturnMark mark,
            Ending ending,
            @Nullable RecordId recordId,
            @Nullable Integer revision,
            List<Finding> findings) {
        public Settled {
            findings = List.copyOf(findings);
        }
    }

    /** @param number under which the ruling is kept; null if it had no effect on any case */
    record Result(@Nullable Long number, List<Settled> settled) {
        public Result {
            settled = List.copyOf(settled);
        }
    }

    /** Carries a ruling out in one transaction: returns only after it is committed. */
    Result settle(Act act);
}

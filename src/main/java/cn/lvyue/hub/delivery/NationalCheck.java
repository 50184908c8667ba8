package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;

/** Looks once more at what is about to leave for the nation, independently of the gate that let it in. */
final class NationalCheck {
    private NationalCheck() {}

    /** @throws CannotCompose if content of a breach that is not confirmed would leave */
    static void pass(DueKind kind, Standing standing, String complaintNo) {
        boolean confirmed = standing == Standing.CONFIRMED;
        boolean repaired = standing == Standing.REPAIRED;
        boolean passes = switch (kind) {
            case NEW -> confirmed;
            case CHANGE -> confirmed || repaired;
            case REMOVE -> true; // carries identification only
        };
        if (!passes) {
            throw new CannotCompose("complaint %s stands as %s and may not go as %s to the national platform"
                    .formatted(complaintNo, standing, kind));
        }
    }
}

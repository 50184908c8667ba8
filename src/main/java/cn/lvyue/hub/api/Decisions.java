package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Holding;
import org.jspecify.annotations.Nullable;

/** What a person gives with a decision: a name and a reason. */
public final class Decisions {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;

    private Decisions() {}

    static Holding.Decision of(TargetAnswer.@Nullable Decision given) {
        return new Holding.Decision(
                Reasons.needed("by", given == null ? null : given.by(), LONGEST_NAME),
                Reasons.needed("reason", given == null ? null : given.reason(), LONGEST_REASON));
    }

    /** @throws Refusal T111 if there is none, or one nobody would read */
    public static String reason(@Nullable String text) {
        return Reasons.of(text, LONGEST_REASON);
    }
}

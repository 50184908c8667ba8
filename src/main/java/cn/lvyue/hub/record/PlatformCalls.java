package cn.lvyue.hub.record;

import java.util.List;

/** The door for platforms that call back. */
@FunctionalInterface
public interface PlatformCalls {

    /** What became of a call. The codes are of the catalogue of findings. */
    sealed interface Result {
        /** Archived and applied; {@code codes} tell what was odd about it, none if nothing was. */
        record Taken(List<String> codes) implements Result {}

        /** Not the platform's: nothing was kept. @param code S101 to S104 */
        record Refused(String code) implements Result {}

        /** Archived, and it cannot be read as receipts. */
        record Unreadable(String code) implements Result {}
    }

    /** Returns only after what came is archived, and what it says is written down. */
    Result call(PlatformCall call);
}

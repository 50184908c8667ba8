package cn.lvyue.hub.search;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codes of stored findings. */
final class FindingCodes {
    private static final String MARK = "\"code\":\"";
    private static final int LENGTH = 4;

    private FindingCodes() {}

    /** @param stored a JSON array as the ledger writes it, or nothing */
    static Set<String> in(@Nullable String stored) {
        var codes = new LinkedHashSet<String>();
        if (stored != null) {
            for (int at = stored.indexOf(MARK); at >= 0; at = stored.indexOf(MARK, at + 1)) {
                int from = at + MARK.length();
                codes.add(stored.substring(from, Math.min(stored.length(), from + LENGTH)));
            }
        }
        return codes;
    }
}

package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.record.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects a page: what comes after a place, up to a number, and on to the end of a source record number. */
final class PageOf implements Predicate<Difference> {
    private final @Nullable String after;
    private final int limit;
    private final List<Difference> items = new ArrayList<>();
    private boolean begun;
    private @Nullable String next;

    PageOf(@Nullable String after, int limit) {
        this.after = after;
        this.limit = limit;
        this.begun = after == null;
    }

    @Override
    public boolean test(Difference one) {
        var key = key(one);
        if (!begun) {
            begun = isAfter(one);
        }
        if (!begun) {
            return true;
        }
        if (items.size() >= limit) {
            var last = key(items.get(items.size() - 1));
            if (!last.equals(key)) {
                next = last;
                return false;
            }
        }
        items.add(one);
        return true;
    }

    private boolean isAfter(Difference one) {
        var parts = Objects.requireNonNull(after).split(":", 2);
        int order = Integer.compare(order(one.target()), order(parts[0]));
        return order > 0 || order == 0 && Numbers.compare(one.sourceRecordNo(), parts[parts.length - 1]) > 0;
    }

    private static int order(String target) {
        return Target.ofId(target).code();
    }

    private static String key(Difference one) {
        return one.target() + ":" + one.sourceRecordNo();
    }

    List<Difference> items() {
        return items;
    }

    @Nullable
    String next() {
        return next;
    }
}

package cn.lvyue.hub.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** One search from its first block to its page, its end, or the end of its time. */
final class Run<H> {
    private static final int FIRST_BLOCKS = 4;
    private static final int MOST_BLOCKS = 64;
    private static final int MOST_PASSED_OVER = 4_096;

    private final Walk walk;
    private final Budget budget;
    private final Function<List<Block>, Map<Key, H>> looking;
    private final boolean byMessage;
    private final List<H> items = new ArrayList<>();
    private final TreeMap<Key, H> pending = new TreeMap<>();
    private Key reached;

    /**
     * @param looking what of some blocks is found
     * @param byMessage one hit of a message is enough
     * @param after where the search begins
     */
    Run(Walk walk, Budget budget, Function<List<Block>, Map<Key, H>> looking, boolean byMessage, Key after) {
        this.walk = walk;
        this.budget = budget;
        this.looking = looking;
        this.byMessage = byMessage;
        this.reached = after;
    }

    /**
     * @param timeUp whether it ended because its time did
     * @param next what is older follows; none at the end
     * @param passed share of what there is to look at that was gone through
     */
    record Page<H>(List<H> items, boolean timeUp, @Nullable Key next, double passed) {}

    Page<H> page(int limit) {
        int most = FIRST_BLOCKS;
        try {
            while (budget.goOn()) {
                var blocks = walk.next(most, MOST_PASSED_OVER);
                if (!blocks.isEmpty()) {
                    looking.apply(blocks).forEach(this::take);
                }
                var bound = walk.bound();
                takeFinal(bound.orElse(null), limit);
                if (items.size() == limit && (bound.isPresent() || !pending.isEmpty())) {
                    return new Page<>(items, false, reached, walk.passed());
                }
                if (bound.isEmpty()) {
                    return new Page<>(items, false, null, 1);
                }
                most = Math.min(MOST_BLOCKS, most * 2);
            }
        } catch (DataAccessException failed) {
            Budget.requireCutOff(failed);
            return new Page<>(items, true, reached, walk.passed());
        }
        return new Page<>(items, true, reached, walk.passed());
    }

    /** A block may reach back into what is done with. */
    private void take(Key key, H hit) {
        if (key.isBefore(reached)) {
            pending.put(key, hit);
        }
    }

    /** Hits nothing newer can come before any more. */
    private void takeFinal(@Nullable Key bound, int limit) {
        while (!pending.isEmpty() && items.size() < limit && (bound == null || bound.isBefore(pending.lastKey()))) {
            var hit = pending.pollLastEntry();
            items.add(hit.getValue());
            reached = byMessage ? new Key(hit.getKey().message(), 0) : hit.getKey();
            if (byMessage) {
                pending.keySet().removeIf(key -> key.message() == reached.message());
                walk.skipTo(reached);
            }
        }
        if (items.size() < limit && bound != null && bound.above().isBefore(reached)) {
            reached = bound.above();
        }
    }
}

package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Block.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be indexed.
 *
 * @param at seconds since 1970 at which its message was received
 */
record Arrived(Part part, long at, @Nullable String feed, String channel) {

    /** Blocks of neighbours, each with what it was made of. */
    record Filled(Block block, List<Arrived> from) {}

    /** @param arrived ascending @param width records or messages a block holds */
    static List<Filled> inBlocks(List<Arrived> arrived, int width) {
        var filled = new ArrayList<Filled>();
        var open = new ArrayList<Arrived>();
        int room = width;
        for (var each : arrived) {
            for (int from = each.part().from(); from <= each.part().to(); ) {
                int to = Math.min(each.part().to(), from + room - 1);
                open.add(
                        new Arrived(new Part(each.part().message(), from, to), each.at(), each.feed(), each.channel()));
                room -= to - from + 1;
                from = to + 1;
                if (room == 0) {
                    filled.add(of(open));
                    open = new ArrayList<>();
                    room = width;
                }
            }
        }
        if (!open.isEmpty()) {
            filled.add(of(open));
        }
        return filled;
    }

    private static Filled of(List<Arrived> from) {
        return new Filled(
                new Block(
                        from.stream().map(Arrived::part).toList(),
                        from.stream().mapToLong(Arrived::at).min().orElseThrow(),
                        from.stream().mapToLong(Arrived::at).max().orElseThrow()),
                from);
    }
}

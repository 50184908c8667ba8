package cn.lvyue.hub.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses which slices become one: of one month, much alike in size, so that each piece is rewritten a few times only. */
final class Joining {
    /** So many slices of a size become one of the next. */
    private static final int MANY = 8;

    private Joining() {}

    /** @param small slices below their full size, oldest first @param most blocks of the result @return none if there are too few */
    static List<Slice> of(List<Slice> small, int most) {
        Map<List<Integer>, List<Slice>> alike =
                new TreeMap<>(java.util.Comparator.<List<Integer>, Integer>comparing(kind -> kind.get(0))
                        .thenComparing(kind -> kind.get(1)));
        for (var slice : small) {
            var kind = List.of(slice.month(), size(slice.blocks()));
            var group = alike.computeIfAbsent(kind, none -> new ArrayList<>());
            group.add(slice);
            int blocks = group.stream().mapToInt(Slice::blocks).sum();
            if (group.size() == MANY || (group.size() > 1 && blocks > most / 2)) {
                return within(group, most);
            }
        }
        return List.of();
    }

    private static List<Slice> within(List<Slice> group, int most) {
        var chosen = new ArrayList<Slice>();
        int blocks = 0;
        for (var slice : group) {
            blocks += slice.blocks();
            if (blocks > most) {
                break;
            }
            chosen.add(slice);
        }
        return chosen.size() > 1 ? chosen : List.of();
    }

    /** In powers of {@value #MANY}. */
    private static int size(int blocks) {
        int size = 0;
        for (int rest = blocks; rest >= MANY; rest /= MANY) {
            size++;
        }
        return size;
    }
}

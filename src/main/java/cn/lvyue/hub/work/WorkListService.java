package cn.lvyue.hub.work;

import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.work.WorkStore.Keyed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts the kinds behind one another. */
@Service
class WorkListService implements WorkList {
    private final WorkStore store;

    WorkListService(WorkStore store) {
        this.store = store;
    }

    /** A place in the list. @param key the last that was shown of the kind; null if none was */
    private record Place(Kind kind, @Nullable String key) {
        static Place of(String text) {
            int dot = text.indexOf('.');
            if (dot < 0) {
                throw new IllegalArgumentException("no place in the work list: " + text);
            }
            return new Place(Kind.valueOf(text.substring(0, dot)), text.substring(dot + 1));
        }
    }

    @Override
    public Page page(Set<Kind> kinds, @Nullable String after, int limit) {
        var from = after == null ? new Place(Kind.values()[0], null) : Place.of(after);
        var found = new ArrayList<Keyed>();
        var wanted = Arrays.stream(Kind.values())
                .filter(kind -> kinds.contains(kind) && kind.compareTo(from.kind()) >= 0)
                .toList();
        for (var kind : wanted) {
            if (found.size() <= limit) {
                var key = kind == from.kind() ? from.key() : null;
                found.addAll(store.after(kind, key, limit + 1 - found.size()));
            }
        }
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        return new Page(shown.stream().map(Keyed::item).toList(), more ? next(shown) : null);
    }

    private static String next(List<Keyed> shown) {
        var last = shown.get(shown.size() - 1);
        return last.item().kind() + "." + last.key();
    }

    @Override
    public List<LookAlike> lookAlikes(RecordId record) {
        return store.lookAlikes(record);
    }

    @Override
    public Map<Kind, Integer> counts(Set<Kind> kinds) {
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        for (var kind : kinds.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(kinds)) {
            counts.put(kind, store.count(kind));
        }
        return counts;
    }
}

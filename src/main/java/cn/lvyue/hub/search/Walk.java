package cn.lvyue.hub.search;

import cn.lvyue.hub.search.SliceStore.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Goes through the blocks that may hold what is searched, newest first over all slices. Slices are opened only when their turn
 * comes: words that occur often are found in the newest, and one that occurs nowhere costs a look per slice.
 */
final class Walk {
    private static final int MOST_AT_ONCE = 256;

    private final SliceStore store;
    private final List<int[]> needs;
    private final List<Slice> slices;
    private final PriorityQueue<Source> open =
            new PriorityQueue<>(Comparator.comparing(Source::bound).reversed());
    private final List<SliceSource> opened = new ArrayList<>();
    private Span span;
    private int next;
    private int atOnce = 2;

    /**
     * @param needs of each at least one token is in a block that may hold what is searched
     * @param others sources beside the index
     */
    Walk(SliceStore store, List<Slice> slices, List<int[]> needs, Span span, List<Source> others) {
        this.store = store;
        this.needs = needs;
        this.span = span;
        this.slices = slices.stream().filter(span::mayHold).toList();
        others.stream().filter(Source::hasMore).forEach(open::add);
    }

    /** From now on only what is older matters: a large message has slices of its own, which are left at once. */
    void skipTo(Key key) {
        span = span.before(key);
        opened.stream().filter(source -> !source.mayHold(span)).forEach(SliceSource::leave);
        open.removeIf(source -> !source.hasMore());
    }

    /** Everything newer has been gone through; empty if that is all. */
    Optional<Key> bound() {
        openThoseDue();
        return open.isEmpty() ? Optional.empty() : Optional.of(open.peek().bound());
    }

    /** The next blocks; none at the end. @param until goes past no more blocks outside the span than so many at once */
    List<Block> next(int most, int until) {
        var blocks = new ArrayList<Block>();
        for (int seen = 0; blocks.size() < most && seen < until; seen++) {
            openThoseDue();
            var source = open.poll();
            if (source == null) {
                break;
            }
            var block = source.next();
            if (source.hasMore()) {
                open.add(source);
            }
            if (span.mayHold(block)) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private void openThoseDue() {
        while (next < slices.size()
                && (open.isEmpty()
                        || slices.get(next).lastMessage() >= open.peek().bound().message())) {
            var some = slices.subList(next, Math.min(slices.size(), next + atOnce));
            next += some.size();
            atOnce = needs.isEmpty() ? 1 : Math.min(MOST_AT_ONCE, atOnce * 4);
            openAll(some);
        }
    }

    private void openAll(List<Slice> some) {
        var sources = new ArrayList<SliceSource>();
        var candidates = candidates(some.stream().filter(span::mayHold).toList());
        for (var slice : some) {
            var source = new SliceSource(store, slice, candidates.getOrDefault(slice.id(), new BitSet()));
            opened.add(source);
            if (source.hasMore()) {
                sources.add(source);
            }
        }
        if (sources.isEmpty()) {
            return;
        }
        var chunks = store.rows(sources.stream().map(SliceSource::firstChunk).toList());
        for (var source : sources) {
            var place = source.firstChunk();
            var chunk = chunks.get(place);
            if (chunk != null) {
                source.hold(place.bucket(), chunk);
            }
            open.add(source);
        }
    }

    private Map<Long, BitSet> candidates(List<Slice> some) {
        var places = new LinkedHashSet<Place>();
        for (var slice : some) {
            for (int[] any : needs) {
                for (int token : any) {
                    places.add(new Place(slice.id(), Postings.bucket(token, slice.bits())));
                }
            }
        }
        var rows = places.isEmpty() ? Map.<Place, byte[]>of() : store.rows(places);
        var found = new HashMap<Long, BitSet>();
        for (var slice : some) {
            var all = new BitSet(slice.blocks());
            all.set(0, slice.blocks());
            for (int[] any : needs) {
                var either = new BitSet(slice.blocks());
                for (int token : any) {
                    var row = rows.get(new Place(slice.id(), Postings.bucket(token, slice.bits())));
                    if (row != null) {
                        either.or(Postings.find(row, token, slice.bits(), slice.blocks()));
                    }
                }
                all.and(either);
            }
            found.put(slice.id(), all);
        }
        return found;
    }

    /** Which share of what the search looks at has been gone through. */
    double passed() {
        double all = slices.stream().mapToLong(Slice::docs).sum();
        double passed = opened.stream().mapToDouble(SliceSource::passed).sum();
        return all == 0 ? 1 : Math.min(1, passed / all);
    }
}

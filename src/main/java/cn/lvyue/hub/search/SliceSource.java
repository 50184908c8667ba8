package cn.lvyue.hub.search;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The blocks of one slice that may hold what is searched. */
final class SliceSource implements Source {
    private final SliceStore store;
    private final Slice slice;
    private final BitSet candidates;
    private final Map<Integer, List<Block>> chunks = new HashMap<>();
    private int at;

    SliceSource(SliceStore store, Slice slice, BitSet candidates) {
        this.store = store;
        this.slice = slice;
        this.candidates = candidates;
        this.at = candidates.previousSetBit(slice.blocks() - 1);
    }

    /** Where the description of its newest candidates is kept. */
    SliceStore.Place firstChunk() {
        return new SliceStore.Place(slice.id(), BlockList.bucket(at));
    }

    void hold(int bucket, byte[] chunk) {
        chunks.put(bucket, BlockList.unpack(chunk));
    }

    @Override
    public boolean hasMore() {
        return at >= 0;
    }

    @Override
    public Key bound() {
        return block().last();
    }

    @Override
    public Block next() {
        var block = block();
        int before = at / BlockList.CHUNK;
        at = candidates.previousSetBit(at - 1);
        if (at < 0 || at / BlockList.CHUNK != before) {
            chunks.remove(-1 - before);
        }
        return block;
    }

    private Block block() {
        int bucket = BlockList.bucket(at);
        if (!chunks.containsKey(bucket)) {
            var place = new SliceStore.Place(slice.id(), bucket);
            var data = store.rows(List.of(place)).get(place);
            if (data == null) {
                throw new IllegalStateException(
                        "slice %d of the search index has no chunk %d".formatted(slice.id(), bucket));
            }
            hold(bucket, data);
        }
        return chunks.getOrDefault(bucket, List.of()).get(at % BlockList.CHUNK);
    }

    boolean mayHold(Span span) {
        return span.mayHold(slice);
    }

    /** Has nothing more from now on. */
    void leave() {
        at = -1;
        chunks.clear();
    }

    /** How many records or messages of the slice have been gone by. */
    double passed() {
        return slice.docs() * (1 - (at + 1.0) / slice.blocks());
    }
}

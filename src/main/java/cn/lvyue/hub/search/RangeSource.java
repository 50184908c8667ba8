package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Block.Part;
import java.util.List;

/** Given rows of given messages, in blocks of bounded size. */
final class RangeSource implements Source {
    private static final int WIDTH = 128;

    private final List<Part> parts;
    private int part;
    private int to;

    /** @param parts newest first */
    RangeSource(List<Part> parts) {
        this.parts = parts;
        this.to = parts.isEmpty() ? 0 : parts.get(0).to();
    }

    /** @param keys newest first */
    static RangeSource of(List<Key> keys) {
        return new RangeSource(keys.stream()
                .map(key -> new Part(key.message(), key.row(), key.row()))
                .toList());
    }

    @Override
    public boolean hasMore() {
        return part < parts.size();
    }

    @Override
    public Key bound() {
        return new Key(parts.get(part).message(), to);
    }

    @Override
    public Block next() {
        var whole = parts.get(part);
        int from = Math.max(whole.from(), to - WIDTH + 1);
        var block = new Block(List.of(new Part(whole.message(), from, to)), Long.MIN_VALUE, Long.MAX_VALUE);
        if (from > whole.from()) {
            to = from - 1;
        } else if (++part < parts.size()) {
            to = parts.get(part).to();
        }
        return block;
    }
}

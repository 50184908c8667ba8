package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.SpanStore.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes leaves anew from what stands behind them and compares them with the log, tile by tile, and the tiles with those above. */
@Component
class LeafCheck {
    private static final int SPANS = 64;

    private final TileStore tiles;
    private final SpanStore spans;
    private final MessageCheck messages;
    private final AuditRows audit;
    private final StretchCheck stretches;

    LeafCheck(TileStore tiles, SpanStore spans, MessageCheck messages, AuditRows audit, StretchCheck stretches) {
        this.tiles = tiles;
        this.spans = spans;
        this.messages = messages;
        this.audit = audit;
        this.stretches = stretches;
    }

    /** Checks some leaves from one on. @return where to go on */
    long step(Head head, long from, long end, Findings findings) {
        long first = from - from % TileNodes.WIDTH;
        long to = Math.min(first + (long) LeafWindow.TILES * TileNodes.WIDTH, end);
        var hash = Hashing.of(head.algorithm());
        long lastTile = (to + TileNodes.WIDTH - 1) / TileNodes.WIDTH;
        var window = new LeafWindow(first, to, tiles.tiles(0, first / TileNodes.WIDTH, lastTile), hash);
        read(head, window, findings);
        var nodes = new Above(head.size());
        window.compare(number -> nodes.entry(1, number), findings);
        for (long tile = first / TileNodes.WIDTH; tile < lastTile; tile++) {
            compareAbove(hash, nodes, tile, findings);
        }
        findings.looked(to - first);
        return to;
    }

    private void read(Head head, LeafWindow window, Findings findings) {
        long leaf = window.from();
        while (leaf < window.to()) {
            long begun = leaf;
            for (var span : spans.from(leaf, SPANS)) {
                if (span.end() <= leaf || leaf >= window.to()) {
                    continue;
                }
                if (span.first() > leaf) {
                    noRefs(leaf, Math.min(span.first(), window.to()), findings);
                    leaf = Math.min(span.first(), window.to());
                }
                if (leaf < window.to()) {
                    long end = Math.min(span.end(), window.to());
                    read(head, span, leaf, end, window, findings);
                    leaf = end;
                }
            }
            if (leaf == begun) {
                noRefs(leaf, window.to(), findings);
                return;
            }
        }
    }

    private static void noRefs(long from, long to, Findings findings) {
        findings.fault(Findings.REFS, LeafWindow.leaves(from, to), "–", "rows");
    }

    private void read(Head head, Span span, long from, long to, LeafWindow window, Findings findings) {
        if (span.kind() == Kind.OUTCOMES) {
            stretches.check(head, from, to, window, findings);
            return;
        }
        long[] ids;
        try {
            ids = Arrays.copyOfRange(span.ids(), (int) (from - span.first()), (int) (to - span.first()));
        } catch (IllegalArgumentException damaged) {
            noRefs(from, to, findings);
            return;
        }
        if (span.kind() == Kind.MESSAGE) {
            messages.check(ids, from, window, findings);
        } else {
            auditRows(ids, from, window, findings);
        }
    }

    private void auditRows(long[] ids, long from, LeafWindow window, Findings findings) {
        var found = new java.util.HashMap<Long, LeafRows.Row>();
        audit.of(ids).forEach(row -> found.put(row.id(), row));
        for (int i = 0; i < ids.length; i++) {
            var row = found.get(ids[i]);
            var place = "审计 audit " + ids[i];
            if (row == null) {
                findings.fault(Findings.MISSING, place, "–", "leaf " + (from + i));
            } else {
                window.today(
                        from + i,
                        window.hash().leaf(row.text()),
                        new LeafWindow.Mismatch(Findings.AUDIT, place, shown(window.kept(from + i))));
            }
        }
    }

    static String shown(byte @Nullable [] kept) {
        return kept == null ? "–" : Findings.shown(kept);
    }

    /** Whole tiles above that end with this one. */
    private static void compareAbove(Hashing hash, Above nodes, long tile, Findings findings) {
        long number = tile;
        for (int level = 1; (number + 1) % TileNodes.WIDTH == 0; level++) {
            number = number / TileNodes.WIDTH;
            var whole = nodes.tile(level, number);
            var parent = nodes.entry(level + 1, number);
            if (whole == null || whole.length < TileNodes.WIDTH * Hashing.BYTES || parent == null) {
                findings.fault(Findings.NODE, "tile " + level + "/" + number, "–", "256");
                return;
            }
            var root = TileNodes.root(hash, whole);
            if (!Arrays.equals(root, parent)) {
                findings.fault(
                        Findings.NODE, "tile " + level + "/" + number, Findings.shown(root), Findings.shown(parent));
            }
        }
    }

    /** Tiles above the leaves; some are asked for again and again. */
    private final class Above {
        private final long size;
        private final java.util.Map<String, byte[]> known = new java.util.HashMap<>();

        private Above(long size) {
            this.size = size;
        }

        byte @Nullable [] tile(int level, long number) {
            var found = known.computeIfAbsent(
                    level + "/" + number, key -> tiles.tile(level, number).orElse(new byte[0]));
            return found.length == 0 ? null : found;
        }

        /** The root of the index-th whole tile of the level below; null if that is not whole, or the entry is missing. */
        byte @Nullable [] entry(int level, long index) {
            if (index >= size >> level * TileNodes.HEIGHT) {
                return null;
            }
            var tile = tile(level, index / TileNodes.WIDTH);
            int at = (int) (index % TileNodes.WIDTH);
            return tile == null || tile.length < (at + 1) * Hashing.BYTES
                    ? new byte[Hashing.BYTES]
                    : TileNodes.one(tile, at);
        }
    }
}

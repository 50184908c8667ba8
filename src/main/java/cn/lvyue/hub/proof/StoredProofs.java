package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Proves out of the tiles and the rows, everything of one answer as of one moment. */
@Component
class StoredProofs implements Proofs {
    private final LogStore store;
    private final TileStore tiles;
    private final SpanStore spans;
    private final DayStore days;
    private final LeafSources sources;
    private final TransactionTemplate oneMoment;

    StoredProofs(
            LogStore store,
            TileStore tiles,
            SpanStore spans,
            DayStore days,
            LeafSources sources,
            TransactionTemplate transaction) {
        this.store = store;
        this.tiles = tiles;
        this.spans = spans;
        this.days = days;
        this.sources = sources;
        var manager = transaction.getTransactionManager();
        this.oneMoment = manager == null ? new TransactionTemplate() : new TransactionTemplate(manager);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    private <T> T asOfNow(Supplier<T> read) {
        return java.util.Objects.requireNonNull(oneMoment.execute(status -> read.get()));
    }

    private MerkleTree tree(Head head) {
        var hash = Hashing.of(head.algorithm());
        return new MerkleTree(new TileNodes(tiles, hash), hash);
    }

    @Override
    public Optional<Log> log() {
        return asOfNow(() -> store.head()
                .map(head -> new Log(
                        head.id(), head.algorithm(), head.size(), tree(head).root(head.size()))));
    }

    @Override
    public Optional<LeafProof> message(long messageId) {
        return asOfNow(() -> row(sources.messages(), messageId));
    }

    @Override
    public Optional<LeafProof> audit(long auditId) {
        return asOfNow(() -> row(sources.audit(), auditId));
    }

    private Optional<LeafProof> row(LeafRows rows, long id) {
        var leaf = spans.leafOf(rows.kind(), id);
        var found = rows.of(new long[] {id});
        return leaf.isEmpty() || found.isEmpty()
                ? Optional.empty()
                : store.head().map(head -> proof(head, leaf.get(), found.get(0).text()));
    }

    private LeafProof proof(Head head, long leaf, byte[] text) {
        var day = days.having(leaf).orElse(null);
        long size = day == null ? head.size() : day.treeSize();
        var tree = tree(head);
        var lines = new Lines("lvyue-proof/1")
                .put("algorithm", head.algorithm().label())
                .put("leaf-index", leaf)
                .hex("leaf-hash", Hashing.of(head.algorithm()).leaf(text))
                .put("tree-size", size)
                .hex("root", tree.root(size))
                .put("day", day == null ? null : day.day());
        tree.inclusion(leaf, size).forEach(node -> lines.hex("path", node));
        return new LeafProof(leaf, new String(text, java.nio.charset.StandardCharsets.UTF_8), lines.toString(), day);
    }

    @Override
    public List<RecordProof> record(long messageId, int row) {
        return asOfNow(() -> {
            var proofs = new ArrayList<RecordProof>();
            store.head()
                    .ifPresent(head -> sources.stretchesWith(messageId, row)
                            .forEach(stretch -> record(head, stretch, row).ifPresent(proofs::add)));
            return List.copyOf(proofs);
        });
    }

    private Optional<RecordProof> record(Head head, Stretch stretch, int row) {
        var hash = Hashing.of(head.algorithm());
        return sources.opened(head, stretch, hash).flatMap(opened -> {
            int position = opened.position(row);
            return position < 0
                    ? Optional.empty()
                    : Optional.of(new RecordProof(
                            stretch.message(),
                            row,
                            stretch.replay() == 0 ? null : stretch.replay(),
                            position,
                            stretch.records(),
                            opened.fields(position),
                            opened.path(position),
                            proof(head, stretch.leaf(), opened.leafText())));
        });
    }

    @Override
    public List<DayStatement> days(@Nullable LocalDate after, int limit) {
        return days.after(after, limit);
    }

    @Override
    public Optional<DayStatement> day(LocalDate day) {
        return days.day(day);
    }

    @Override
    public Optional<DayStatement> newest() {
        return days.newest();
    }

    @Override
    public String consistency(long first, long second) {
        return asOfNow(() -> {
            var head = store.head().orElseThrow(() -> new IllegalArgumentException("nothing is taken down yet"));
            if (first < 0 || first > second || second > head.size()) {
                throw new IllegalArgumentException(
                        "sizes %d and %d of a log of %d".formatted(first, second, head.size()));
            }
            var tree = tree(head);
            var lines = new Lines("lvyue-consistency/1")
                    .put("algorithm", head.algorithm().label())
                    .put("first-size", first)
                    .hex("first-root", tree.root(first))
                    .put("second-size", second)
                    .hex("second-root", tree.root(second));
            tree.consistency(first, second)
                    .forEach(node -> lines.put("path", HexFormat.of().formatHex(node)));
            return lines.toString();
        });
    }
}

package cn.lvyue.hub.evidence;

import cn.lvyue.hub.proof.Proofs;
import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.proof.Proofs.LeafProof;
import cn.lvyue.hub.proof.Proofs.RecordProof;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts leaves, records, days and what links them into a bundle. For one bundle. */
final class ProofFiles {
    private final Proofs proofs;
    private final BundleFiles files;
    private final Map<LocalDate, DayStatement> days = new TreeMap<>();
    private final TreeSet<Long> openSizes = new TreeSet<>();
    private int missing;

    ProofFiles(Proofs proofs, BundleFiles files) {
        this.proofs = proofs;
        this.files = files;
    }

    /** @return whether the message is a leaf already */
    boolean message(long id) {
        return leaf(proofs.message(id));
    }

    boolean audit(long id) {
        return leaf(proofs.audit(id));
    }

    private boolean leaf(Optional<LeafProof> proof) {
        proof.ifPresentOrElse(this::leaf, () -> missing++);
        return proof.isPresent();
    }

    private void leaf(LeafProof proof) {
        var path = "leaves/" + proof.index();
        if (files.has(path + ".leaf.txt")) {
            return;
        }
        files.add(path + ".leaf.txt", proof.leaf());
        files.add(path + ".proof.txt", proof.proof());
        var statement = proof.statement();
        if (statement == null) {
            openSizes.add(treeSize(proof.proof()));
        } else {
            days.put(statement.day(), statement);
        }
    }

    private static long treeSize(String proof) {
        return proof.lines()
                .filter(line -> line.startsWith("tree-size: "))
                .map(line -> Long.parseLong(line.substring("tree-size: ".length())))
                .findFirst()
                .orElseThrow();
    }

    /** @param hidden fields whose digest alone goes in */
    void record(RecordProof record, Predicate<String> hidden) {
        var replay = record.replay() == null ? "" : "-r" + record.replay();
        files.add("records/" + record.messageId() + "-" + record.row() + replay + ".txt", record.text(hidden));
        leaf(record.stretch());
    }

    /** What is archived and no leaf yet. */
    int missing() {
        return missing;
    }

    /**
     * The days of all leaves, the newest day, and the proofs that each is the beginning of the newest; call when all leaves are in.
     *
     * @param pinned a day somebody kept the statement of
     */
    void days(@Nullable LocalDate pinned) {
        if (pinned != null) {
            proofs.day(pinned).ifPresent(day -> days.put(day.day(), day));
        }
        var newest = proofs.newest();
        if (newest.isEmpty()) {
            return;
        }
        days.put(newest.get().day(), newest.get());
        long last = newest.get().treeSize();
        for (var day : days.values()) {
            statement(day);
            link(day.treeSize(), last);
        }
        openSizes.forEach(size -> link(last, size));
    }

    private void link(long first, long second) {
        if (first > 0 && first < second) {
            files.add("consistency/" + first + "-" + second + ".txt", proofs.consistency(first, second));
        }
    }

    private void statement(DayStatement day) {
        var path = "days/" + day.day();
        files.add(path + ".txt", day.text());
        if (day.signature() != null) {
            files.add(path + ".signature.txt", day.signature());
        }
        if (day.stamp() != null) {
            files.add(path + ".tsr", day.stamp());
        }
    }
}

package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.Outgoing;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes a package's bytes from the ledger's immutable revisions: the same package always gives the same records, or fails. */
@Component
class Composing {
    /** The outbox is read in ranges no wider than this, for between two records of a package may lie many of others. */
    private static final int WIDEST_RANGE = 5_000;

    private static final String JSON = "application/json";

    private final PackageStore store;
    private final Outbox outbox;
    private final PackageBody body;

    Composing(PackageStore store, Outbox outbox, PackageBody body) {
        this.store = store;
        this.outbox = outbox;
        this.body = body;
    }

    /** @throws CannotCompose if the package holds what must not leave, or the outbox lacks what it holds */
    Outgoing compose(SealedPackage pack) {
        var composed = body.write(pack, revisions(pack));
        var sealed = store.keepDigest(pack.no(), composed.digest());
        if (!sealed.equals(composed.digest())) {
            throw new CannotCompose("%s gives the digest %s, and was %s: its records have changed"
                    .formatted(pack, composed.digest(), sealed));
        }
        return new Outgoing(pack.id(), pack.target(), pack.id().toString(), JSON, composed.bytes());
    }

    private List<PackageBody.Line> revisions(SealedPackage pack) {
        var items = store.items(pack.no());
        var lines = new ArrayList<PackageBody.Line>(items.size());
        int from = 0;
        while (from < items.size()) {
            long lowest = items.get(from).dueNo();
            int to = from + 1;
            while (to < items.size() && items.get(to).dueNo() - lowest < WIDEST_RANGE) {
                to++;
            }
            addLines(pack, items.subList(from, to), lines);
            from = to;
        }
        return lines;
    }

    private void addLines(SealedPackage pack, List<Item> items, List<PackageBody.Line> lines) {
        var due = outbox.dueBetween(
                pack.target(), items.get(0).dueNo(), items.get(items.size() - 1).dueNo());
        int at = 0;
        for (var item : items) {
            while (at < due.size() && due.get(at).dueNo() < item.dueNo()) {
                at++;
            }
            lines.add(new PackageBody.Line(item.kind(), found(due, at, item)));
        }
    }

    private static DueRevision found(List<DueRevision> due, int at, Item item) {
        if (at == due.size() || due.get(at).dueNo() != item.dueNo()) {
            throw new CannotCompose("the outbox has no entry " + item.dueNo() + " any more");
        }
        return due.get(at);
    }
}

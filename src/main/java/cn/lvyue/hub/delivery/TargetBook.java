package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;

/**
 * Where everything is that ever became due at a platform, in records, as of one moment.
 *
 * @param due at the platform, by the ledger's sums
 * @param pending due and not yet sent
 * @param held waits for a person: held back, or given up
 * @param superseded not to be sent: an older revision, or the removal of what the platform never had
 * @param awaiting sent and taken; the final receipt is outstanding
 * @param unknown sent, and no answer
 */
public record TargetBook(
        Target target,
        long due,
        long pending,
        long held,
        long superseded,
        long receipted,
        long refused,
        long awaiting,
        long unknown) {

    /** Sent, whatever came of it. */
    public long pushed() {
        return receipted + refused + awaiting + unknown;
    }

    /** Whether accepted = pushed + pending + held + superseded: nothing is lost between ledger and platform. */
    public boolean closes() {
        return due == pushed() + pending + held + superseded;
    }
}

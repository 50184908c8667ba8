package cn.lvyue.hub.ledger;

import cn.lvyue.hub.ledger.Ledger.Entry;
import java.util.List;

/** Findings of a message by their code. */
public interface FindingGroups {
    /** Of a larger message the first so many records are counted. */
    int COUNTED = 20_000;

    /** @param records that have it @param firstRow the first of them */
    record Group(String code, String severity, long records, int firstRow) {}

    /** The most frequent first, among the first {@value #COUNTED} records. */
    List<Group> groups(long messageId);

    /** Records that have a finding, in the order read. @param limit 1 to 1,000 */
    List<Entry> withFinding(long messageId, String code, int afterRow, int limit);
}

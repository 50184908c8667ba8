package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.RecordId;
import java.util.Collection;
import java.util.Map;

/** Tells the numbers of complaints whose counter alone is at hand. */
public interface RecordNames {
    /** @param sequences at most 1,000; those that stand for no complaint are left out of the answer */
    Map<Long, RecordId> of(Collection<Long> sequences);
}

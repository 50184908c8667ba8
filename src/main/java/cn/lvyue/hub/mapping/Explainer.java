package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;

/** Tells how the standard fields of single records came about under one version of one feed's mapping. */
public interface Explainer {
    /** How the bytes have to be read for it. */
    ReadPlan plan();

    /** By standard field that has a rule, in the mapping's order; nothing for a row that fell apart and was not mapped. */
    List<Derivation> explain(SourceRecord source);
}

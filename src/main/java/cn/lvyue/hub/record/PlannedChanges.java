package cn.lvyue.hub.record;

/** What the ledger remembers for a plan while it is being made: the complaints as the plan's earlier records would leave them. */
@FunctionalInterface
public interface PlannedChanges {
    /** The plan is made, or is begun anew. */
    void forgetPlan(long plan);
}

package cn.lvyue.hub.record;

/** What inspection makes of a record, before duplicates and revisions are looked at. */
public enum Verdict {
    CLEAR,
    PARKED,
    REJECTED
}

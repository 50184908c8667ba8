package cn.lvyue.hub.record;

/** What a finding does to its record: sends it back, holds it for a person, or only remarks on it. */
public enum Severity {
    REJECT,
    PARK,
    REMARK
}

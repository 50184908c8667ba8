package cn.lvyue.hub.record;

/** What a value was in the source, where the format tells: a spreadsheet's number in a code column is damaged data. */
public enum CellKind {
    TEXT,
    NUMBER,
    DATE,
    BOOLEAN,
    ERROR
}

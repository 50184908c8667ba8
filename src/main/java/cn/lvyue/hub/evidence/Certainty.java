package cn.lvyue.hub.evidence;

/** How well it is known which mapping turned a cell into a field. */
public enum Certainty {
    /** The mapping of then is the mapping of today. */
    TODAY,
    /** The mapping of then has been kept and was applied again. */
    KEPT,
    /** The mapping of then is not kept or cannot be compiled any more: cells and rules are not told rather than guessed. */
    UNKNOWN,
    /** The row fell apart when it was read: its values belong to no column. */
    BROKEN_ROW,
    /** The bytes came of age and were destroyed; the certificate of it is in the log. */
    DESTROYED,
    /** The archived bytes do not give this row again; somebody has to look into it. */
    NOT_FOUND_AGAIN
}

package cn.lvyue.hub.standard;

/**
 * The form of a field's values, in the notation of the 双公示 tables.
 *
 * @param length C..n: at most n characters (code points); Cn: exactly n; N(p,s): p digits in all
 * @param scale N(p,s): s decimals; else 0
 */
public record FieldType(Kind kind, int length, int scale) {

    /** C..n, Cn, N(p,s), D (yyyy-MM-dd), DT (yyyy-MM-dd HH:mm:ss, Asia/Shanghai). */
    public enum Kind {
        TEXT,
        FIXED,
        NUMBER,
        DATE,
        DATETIME
    }

    /** As the tables write it: {@code C..200}, {@code N(18,6)}. */
    public String notation() {
        return TypeNotation.write(this);
    }
}

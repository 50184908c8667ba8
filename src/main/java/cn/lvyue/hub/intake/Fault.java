package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Severity;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a file or a record before its fields are looked at: the codes F1xx of the catalogue. */
enum Fault {
    UNREADABLE("F101"),
    CHARSET("F102"),
    HEADER("F103"),
    ENCRYPTED("F104"),
    TOO_LARGE("F105"),
    WRONG_TYPE("F106"),
    BOMB("F107"),
    DANGEROUS_XML("F108"),
    BROKEN_RECORD("F109"),
    UNSAFE_PATH("F110"),
    CHARSET_TOLD("F111"),
    NAME_TWICE("F112");

    static final String SOME_CONTENT = "有内容的文件；当日无数据请报只有表头或空数组的零报 | a file with content; if there is nothing to report,"
            + " send the header line alone or an empty array";
    static final String JSON_START = "以 { 或 [ 开头的 JSON | JSON that begins with { or [";

    private final String code;

    Fault(String code) {
        this.code = code;
    }

    /** A finding that sends the record or the file back. */
    Finding at(String place, @Nullable String value, @Nullable String wanted) {
        return new Finding(code, Severity.REJECT, null, place, value, wanted);
    }

    Finding remark(String place, @Nullable String value, @Nullable String wanted) {
        return new Finding(code, Severity.REMARK, null, place, value, wanted);
    }

    /** Ends the reading of a file. */
    Refused refuse(String place, @Nullable String value, @Nullable String wanted) {
        return new Refused(at(place, value, wanted));
    }
}

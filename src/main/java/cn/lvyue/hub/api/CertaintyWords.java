package cn.lvyue.hub.api;

import cn.lvyue.hub.evidence.Certainty;

/** Says how well the rules of then are known. */
record CertaintyWords(String zh, String en) {
    static CertaintyWords of(Certainty certainty) {
        return switch (certainty) {
            case TODAY -> new CertaintyWords("当时的映射即现行映射", "the mapping of then is the one in force");
            case KEPT ->
                new CertaintyWords(
                        "映射此后已改；按留存的当时版本重算", "the mapping has changed since; the kept version of then was applied");
            case UNKNOWN ->
                new CertaintyWords(
                        "当时的映射版本未留存或已不能使用，故不给出单元格与规则，以免猜测",
                        "the mapping of then was not kept or cannot be used any more: cells and rules are not told rather than guessed");
            case BROKEN_ROW -> new CertaintyWords("该行错位，未作映射", "the row fell apart and was not mapped");
            case DESTROYED ->
                new CertaintyWords(
                        "原文已到保存期限并销毁，只留位置与台账所存的值",
                        "the bytes came of age and were destroyed; the place and what the ledger holds remain");
            case NOT_FOUND_AGAIN ->
                new CertaintyWords(
                        "按原文重读得不到该行，请核查归档原文",
                        "reading the archived bytes again does not give this row; the archive has to be checked");
        };
    }
}

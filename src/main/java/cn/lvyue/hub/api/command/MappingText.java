package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import tools.jackson.databind.JsonNode;

/** What the calls about mappings answer, in words. */
final class MappingText {
    private MappingText() {}

    /** Of {@code GET /mappings}: the version of each feed that counts, and whether the file or a publication brought it. */
    static TextTable inForce(JsonNode mappings) {
        var table = new TextTable("来源 feed", "映射 mapping", "出处 from", "自 since", "将生效 next");
        for (var is : mappings) {
            table.row(
                    Told.text(is, "feed"),
                    Told.text(is, "version"),
                    origin(is),
                    Told.text(is, "since"),
                    next(is.path("planned")));
        }
        return table;
    }

    private static String origin(JsonNode is) {
        if (!Told.text(is, "origin").equals("PUBLISHED")) {
            return "文件 file " + Told.text(is, "file");
        }
        var published = "发布 published " + Told.text(is, "publication");
        return Told.text(is, "fileVersion").equals(Told.text(is, "version"))
                ? published
                : published + "（文件不同 the file says " + Told.text(is, "fileVersion") + "）";
    }

    private static String next(JsonNode planned) {
        return planned.isEmpty()
                ? ""
                : Told.text(planned.path(0), "version") + " " + Told.text(planned.path(0), "effectiveAt");
    }

    /** One publication, and what its shadow run found so far. */
    static String publication(JsonNode is) {
        var text = new StringBuilder("发布申请 publication %s  %s  %s → %s  %s"
                .formatted(
                        Told.text(is, "publicationId"),
                        Told.text(is, "feed"),
                        Told.text(is, "base"),
                        Told.text(is, "version"),
                        Told.text(is, "state")));
        told(text, "理由 reason", Told.text(is, "reason"));
        told(text, "起草 author", Told.text(is, "author"));
        told(text, "提交 proposed by", Told.text(is, "proposedBy"));
        told(text, "决定 decided by", Told.text(is, "decidedBy"));
        told(text, "生效 in force", Told.text(is, "effectiveAt"));
        var shadow = is.path("shadow");
        if (shadow.isObject()) {
            told(
                    text,
                    "试运行 shadow run",
                    "%s，%s 条 records，%s 条有异 differ"
                            .formatted(
                                    Told.text(shadow, "state"),
                                    Told.text(shadow, "records"),
                                    Told.text(shadow, "differing")));
        }
        return text.toString();
    }

    private static void told(StringBuilder text, String what, String value) {
        if (!value.isEmpty()) {
            text.append("%n  %s: %s".formatted(what, value));
        }
    }
}

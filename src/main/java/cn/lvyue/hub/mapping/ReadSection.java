package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.standard.Field;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The part {@code read:} of a mapping file: how bytes become source records, and how those are numbered. */
final class ReadSection {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "format",
            "charset",
            "delimiter",
            "header-row",
            "header-rows",
            "required-columns",
            "skip-sheets",
            "end-when",
            "records",
            "namespaces",
            "ok-when",
            "record-no",
            "version"));

    /** Headers of more than two rows do not occur. */
    private static final int MOST_HEADER_ROWS = 2;

    private final YamlTable table;

    ReadSection(YamlTable table) {
        this.table = table.onlyKnows(KEYS);
    }

    /** Numbers and versions are the feed's, whatever the form. */
    ReadSection ofForm() {
        for (var key : List.of("record-no", "version")) {
            if (table.has(key)) {
                throw table.fault(key, "“" + key + "”只能写在顶层 read 中", "'" + key + "' belongs into the feed's own read");
            }
        }
        return this;
    }

    /** @param numberField the standard field of the upstream number */
    RecordKey key(Field numberField, SourceFields sources) {
        var number = sources.field(table.text("record-no"));
        var version = table.table("version");
        if (version == null) {
            return new RecordKey(
                    numberField.index(), numberField.id(), number, null, false, table.excerpt("record-no"), null);
        }
        version.onlyKnows(Set.of("from", "as"));
        var as = version.text("as");
        if (!as.equals("integer") && !as.equals("datetime")) {
            throw version.fault("as", "版本只能为 integer 或 datetime", "a version is integer or datetime");
        }
        var from = sources.field(version.text("from"));
        return new RecordKey(
                numberField.index(),
                numberField.id(),
                number,
                from,
                as.equals("datetime"),
                table.excerpt("record-no"),
                table.excerpt("version"));
    }

    /** Call when all rules are read and have named their source fields. */
    ReadPlan plan(FeedId feed, SourceFields sources) {
        return new ReadPlan(
                feed,
                format(),
                sources.names(),
                table.text("records", ""),
                table.pairs("namespaces"),
                table.pairs("ok-when"),
                table.number("header-row", 1, 1),
                headerRows(),
                table.texts("skip-sheets"),
                table.texts("end-when"),
                requiredColumns(sources),
                charset(),
                delimiter());
    }

    private ReadPlan.Format format() {
        var word = table.text("format");
        for (var format : ReadPlan.Format.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
                return format;
            }
        }
        throw table.fault(
                "format", "格式只能为 json、csv、workbook、xml、table", "a format is json, csv, workbook, xml or table");
    }

    private int headerRows() {
        int rows = table.number("header-rows", 1, 1);
        if (rows > MOST_HEADER_ROWS) {
            throw table.fault("header-rows", "表头至多两行", "a header has two rows at most");
        }
        return rows;
    }

    /** A required column that no rule reads would be a column nobody misses. */
    private List<String> requiredColumns(SourceFields sources) {
        var required = table.texts("required-columns");
        for (var column : required) {
            if (!sources.names().contains(column)) {
                throw table.fault(
                        "required-columns", "没有规则使用列“" + column + "”", "no rule reads column '" + column + "'");
            }
        }
        return required;
    }

    private String charset() {
        var name = table.text("charset", "auto");
        if (!name.equals("auto")) {
            try {
                return Charset.forName(name).name();
            } catch (IllegalArgumentException unknown) {
                throw table.fault("charset", "没有字符集“" + name + "”", "no charset '" + name + "'");
            }
        }
        return name;
    }

    private @Nullable Character delimiter() {
        var text = table.optional("delimiter");
        if (text != null && text.length() != 1) {
            throw table.fault("delimiter", "分隔符应为一个字符", "a delimiter is one character");
        }
        return text == null ? null : text.charAt(0);
    }
}

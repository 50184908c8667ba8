package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.Bilingual;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping file as people read it.
 *
 * @param name of the feed, as the file gives it
 * @param version the label of its content
 * @param format in which the feed's usual form is read
 * @param reading what the file says of reading, besides the format
 * @param rows one for each standard field that has a rule, the upstream number first
 * @param parks what is not the hub's business
 */
public record MappingTable(
        FeedId feed,
        String name,
        String version,
        String pack,
        String format,
        List<Setting> reading,
        List<Row> rows,
        List<Setting> parks) {

    /** One thing the file says. @param line where, from 1 */
    public record Setting(String what, String value, int line) {}

    /**
     * How one standard field is filled.
     *
     * @param from the source fields it looks at, the most telling first; none for a constant
     * @param codes the table of values, source to standard; empty where there is none
     * @param told the rule as the file writes it; {@code line} where it begins
     */
    public record Row(
            String field, List<String> from, Bilingual rule, Map<String, String> codes, String told, int line) {}

    static MappingTable of(FeedMapping mapping, YamlTable file) {
        var fields = file.table("fields");
        var rows = new ArrayList<Row>();
        rows.add(number(mapping.key()));
        for (var rule : mapping.rules()) {
            var table = fields == null ? null : fields.table(rule.id());
            var said = table == null ? Map.<List<String>, YamlTable.Excerpt>of() : table.leaves();
            var codes = new LinkedHashMap<String, String>();
            said.forEach((path, value) -> {
                if (path.size() == 2 && path.get(0).equals("code")) {
                    codes.put(path.get(1), value.text());
                }
            });
            rows.add(new Row(
                    rule.id(),
                    rule.reads().stream().map(SourceField::ruleName).distinct().toList(),
                    RuleWords.of(said),
                    codes,
                    rule.told().text(),
                    rule.told().line()));
        }
        return new MappingTable(
                mapping.plan().feed(),
                file.text("name", mapping.plan().feed().value()),
                mapping.version(),
                mapping.pack(),
                mapping.plan().format().name(),
                settings(file, "read"),
                rows,
                settings(file, "park"));
    }

    private static Row number(RecordKey key) {
        var told = key.numberTold();
        return new Row(
                key.id(),
                key.fields().stream().map(SourceField::ruleName).toList(),
                new Bilingual("来源系统的编号", "the upstream number"),
                Map.of(),
                told.text(),
                told.line());
    }

    private static List<Setting> settings(YamlTable file, String part) {
        var settings = new ArrayList<Setting>();
        file.leaves().forEach((path, said) -> {
            if (path.get(0).equals(part) && path.size() > 1) {
                settings.add(new Setting(
                        String.join(" · ", path.subList(1, path.size())),
                        said.text().replace("\n", "、"),
                        said.line()));
            }
        });
        return settings;
    }
}

package cn.lvyue.hub.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** Feeds that read whatever a corpus has: tables by any one of their columns, a dozen columns to a feed. */
final class CorpusFeeds {
    /** Fields that take any text; the first three must have a rule in every mapping. */
    private static final List<String> TEXTS = List.of(
            "TS_NR",
            "TS_TSR_MC",
            "TS_BTS_MC",
            "TS_SQ",
            "TS_BTS_ZGDW",
            "TS_HT_MC",
            "TS_ZJDW",
            "TS_HSSM",
            "TS_RDDW",
            "TS_BT",
            "TS_TSR_DZ",
            "TS_XMMC");

    private static final int REQUIRED_TEXTS = 3;

    private static final String FIXED = """
              TS_LYQD:      { value: "99" }
              TS_SJ:        { value: "2023-08-05 09:00:00" }
              TS_WYLY:      { value: "99" }
              TS_BLZT:      { value: "10" }
              TS_WYSS:      { of: TS_NR, excerpt: 2000 }
              TS_TSR_LX:    { value: "1" }
              TS_TSR_LXR:   { value: 某 }
              TS_TSR_LXDH:  { value: "13800000000" }
              TS_BTS_SHXYM: { value: 11230904005634723K }
              TS_BTS_LX:    { value: "1" }
              TS_BTS_XZQH:  { value: "231102" }
              TS_LYDW:      { value: 某县营商环境局 }
              TS_LYDWDM:    { value: 11230904005634723K }
            """;

    private final Path mappings;
    private final Path routes;
    private final Map<Path, String> feeds = new LinkedHashMap<>();

    private CorpusFeeds(Path folder) throws IOException {
        mappings = folder.resolve("mappings");
        routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("mappings", "standards"), mappings.resolve("standards"));
        Files.createDirectories(routes.resolve("feeds"));
        try (var files = Files.list(Path.of("routes"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    /** Writes mappings and routes for all files of the corpora. */
    static CorpusFeeds write(Path folder) throws IOException {
        var feeds = new CorpusFeeds(folder);
        feeds.add("json", "json", "", Set.of("tsnr", "qymc"), "djbh", Corpora.files("json"));
        feeds.add("text", "json", "", Set.of("value"), "class", Corpora.files("values"));
        feeds.add(
                "xml",
                "xml",
                "records: b:Batch/b:Breach, namespaces: { b: \"urn:hlj:contract:breach:v1\" }, ",
                Set.of("b:Org"),
                "@id",
                Corpora.files("xml"));
        feeds.addTables("csv", Corpora.files("csv"));
        feeds.addTables("csv", Corpora.files("zip"));
        feeds.addTables("csv", Corpora.files("text"));
        feeds.addTables("workbook", Corpora.files("spreadsheet"));
        return feeds;
    }

    Path mappings() {
        return mappings;
    }

    Path routes() {
        return routes;
    }

    /** Every file with the feed it goes to. */
    Map<Path, String> feeds() {
        return feeds;
    }

    private void addTables(String format, List<Path> files) throws IOException {
        var columns = new LinkedHashSet<String>();
        var group = new ArrayList<Path>();
        for (var file : files) {
            var column = CorpusColumns.of(file);
            if (columns.size() == TEXTS.size() && !columns.contains(column)) {
                add(format, columns, group);
                columns.clear();
                group.clear();
            }
            columns.add(column);
            group.add(file);
        }
        add(format, columns, group);
    }

    private void add(String format, Set<String> columns, List<Path> files) throws IOException {
        add(
                format + "-" + feeds.size(),
                format,
                "header-row: 1, ",
                columns,
                columns.iterator().next(),
                files);
    }

    private void add(String name, String format, String read, Set<String> columns, String number, List<Path> files)
            throws IOException {
        var feed = "corpus-" + name;
        var mapping = new StringBuilder("feed: " + feed + "\nname: corpus\nstandard: complaint-2023\nversion: \"1\"\n");
        mapping.append("read: { format: %s, %srecord-no: %s }\nfields:\n".formatted(format, read, quoted(number)));
        int text = 0;
        for (var column : columns) {
            mapping.append("  %s: { from: %s, as: long-text }\n".formatted(TEXTS.get(text++), quoted(column)));
        }
        for (; text < REQUIRED_TEXTS; text++) {
            mapping.append("  %s: { value: 某 }\n".formatted(TEXTS.get(text)));
        }
        mapping.append(FIXED);
        Files.writeString(mappings.resolve(feed + ".yaml"), mapping);
        var route = Files.readString(Path.of("routes", "feeds", "credit-site.camel.yaml"));
        Files.writeString(routes.resolve("feeds").resolve(feed + ".camel.yaml"), route.replace("credit-site", feed));
        files.forEach(file -> feeds.put(file, feed));
    }

    private static String quoted(String column) {
        return "\"" + column.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

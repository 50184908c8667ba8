package cn.lvyue.hub.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is in the file of a month, as lines {@code name: value} in a fixed order, so that it can be checked with no more than an
 * SM3 program.
 *
 * @param tables in the order in which they are in the file
 * @param dataKeys under which bodies in it are sealed
 */
record MonthManifest(Month month, Instant writtenAt, List<Integer> dataKeys, List<Table> tables) {
    private static final String FORMAT = "lvyue-month/1";

    /**
     * A table's rows, in PostgreSQL's binary COPY format.
     *
     * @param digest SM3 of the bytes, hex
     */
    record Table(String name, List<String> columns, long rows, long size, String digest) {
        String entry() {
            return name + ".bin";
        }
    }

    Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    byte[] bytes() {
        var lines = new ArrayList<>(List.of(
                FORMAT,
                "month: " + month,
                "written: " + writtenAt,
                "data-keys: " + dataKeys.stream().map(String::valueOf).collect(Collectors.joining(","))));
        for (var table : tables) {
            lines.add("table: " + table.name());
            lines.add("columns: " + String.join(",", table.columns()));
            lines.add("rows: " + table.rows());
            lines.add("size: " + table.size());
            lines.add("sm3: " + table.digest());
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if it is no manifest */
    static MonthManifest parse(byte[] bytes) {
        var lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
        if (!lines[0].equals(FORMAT)) {
            throw new IllegalArgumentException("not " + FORMAT);
        }
        var head = new HashMap<String, String>();
        var tables = new ArrayList<Map<String, String>>();
        for (var line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(": ");
            var name = colon < 0 ? line.replaceFirst(":$", "") : line.substring(0, colon);
            if (name.equals("table")) {
                tables.add(new HashMap<>());
            }
            (tables.isEmpty() ? head : tables.get(tables.size() - 1))
                    .put(name, colon < 0 ? "" : line.substring(colon + 2));
        }
        return new MonthManifest(
                Month.parse(of(head, "month")),
                Instant.parse(of(head, "written")),
                list(of(head, "data-keys")).stream().map(Integer::valueOf).toList(),
                tables.stream().map(MonthManifest::table).toList());
    }

    private static Table table(Map<String, String> lines) {
        return new Table(
                of(lines, "table"),
                list(of(lines, "columns")),
                Long.parseLong(of(lines, "rows")),
                Long.parseLong(of(lines, "size")),
                of(lines, "sm3"));
    }

    private static String of(Map<String, String> lines, String name) {
        var value = lines.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static List<String> list(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(","));
    }
}

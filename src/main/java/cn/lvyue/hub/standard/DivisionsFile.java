package cn.lvyue.hub.standard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a pack's {@code divisions.csv}: comma-separated without quoting, lines beginning with # are notes, then a header,
 * then {@code code,kind,parent,name,bare,since,until,successors} with successors separated by blanks.
 */
final class DivisionsFile {
    private static final String HEADER = "code,kind,parent,name,bare,since,until,successors";
    private static final int COLUMNS = HEADER.split(",").length;

    private final Path file;
    private final List<DivisionRow> rows = new ArrayList<>();
    private final Set<String> current = new HashSet<>();
    private final Set<String> codes = new HashSet<>();

    private DivisionsFile(Path file) {
        this.file = file;
    }

    static DivisionTable read(Path file) {
        var reading = new DivisionsFile(file);
        reading.readLines();
        reading.checkReferences();
        return new DivisionTable(reading.rows);
    }

    private void readLines() {
        int number = 0;
        boolean headerSeen = false;
        for (var line : lines()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (headerSeen) {
                add(line, number);
            } else if (!line.equals(HEADER)) {
                throw new BrokenPack(file, number, "the header must be " + HEADER);
            }
            headerSeen = true;
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new BrokenPack(file, "cannot be read", unreadable);
        }
    }

    private void add(String line, int number) {
        var cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new BrokenPack(file, number, "%d columns instead of %d".formatted(cells.length, COLUMNS));
        }
        if (!codes.add(cells[0])) {
            throw new BrokenPack(file, number, "code " + cells[0] + " stands twice");
        }
        var kind = kind(cells[1], number);
        var successors = cells[7].isEmpty() ? List.<String>of() : List.of(cells[7].split(" "));
        if (kind == DivisionRow.Kind.CURRENT) {
            current.add(cells[0]);
        }
        rows.add(new DivisionRow(cells[0], kind, cells[2], cells[3], cells[4].equals("yes"), successors));
    }

    private DivisionRow.Kind kind(String name, int line) {
        for (var kind : DivisionRow.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw new BrokenPack(file, line, "unknown kind " + name);
    }

    private void checkReferences() {
        for (var row : rows) {
            if (!row.parent().isEmpty() && !codes.contains(row.parent())) {
                throw new BrokenPack(file, "division " + row.code() + ": no parent " + row.parent());
            }
            boolean needsSuccessor = row.replaced() || row.kind() == DivisionRow.Kind.ZONE;
            if ((needsSuccessor && row.successors().isEmpty()) || !current.containsAll(row.successors())) {
                throw new BrokenPack(file, "division " + row.code() + ": successors must be current codes");
            }
        }
    }
}

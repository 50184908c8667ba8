package cn.lvyue.hub.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Works out from the place of a cell at which places its row may be listed, in all notations readers use. */
final class CellPlaces {
    private static final Pattern SHEET_CELL = Pattern.compile("(?s)(.*)!([A-Z]{1,3})([0-9]{1,9})");
    private static final int MOST = 64;

    private CellPlaces() {}

    /** The longest first; the place itself is the first of them, for it may be a row's. */
    static List<String> rowsOf(String place) {
        var rows = new LinkedHashSet<String>();
        rows.add(place);
        var cell = SHEET_CELL.matcher(place);
        if (cell.matches()) {
            rows.add(cell.group(1) + "!row " + cell.group(3));
        }
        for (int i = place.length() - 1; i >= 0 && rows.size() < MOST; i--) {
            if (place.startsWith(", ", i) || place.charAt(i) == '/' && i > 0) {
                rows.add(place.substring(0, i));
            }
            if (place.charAt(i) == '/') {
                rows.add(place.substring(0, i + 1));
            }
        }
        return new ArrayList<>(rows);
    }
}

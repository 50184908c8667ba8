package cn.lvyue.hub.standard;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The divisions of one pack, by code and by every name that means only one of them. */
final class DivisionTable implements Divisions {
    private static final Unknown UNKNOWN = new Unknown();

    private final Map<String, Found> byCode = new HashMap<>();
    private final Map<String, Found> byName = new HashMap<>();
    private final Map<String, String> inForce = new LinkedHashMap<>();
    private final Set<String> provinces = new HashSet<>();
    private final Set<String> registryAreas = new HashSet<>();
    private final Map<String, Checked> doubtfulAreas = new HashMap<>();

    DivisionTable(List<DivisionRow> rows) {
        var byCodeOfRow = new HashMap<String, DivisionRow>();
        rows.forEach(row -> byCodeOfRow.put(row.code(), row));
        rows.forEach(this::enter);
        var namesInForce = rows.stream()
                .filter(DivisionRow::inForce)
                .map(DivisionRow::name)
                .collect(Collectors.toSet());
        rows.stream()
                .filter(DivisionRow::inForce)
                .forEach(row -> new DivisionNames(row, byCodeOfRow, row.bare())
                        .each((name, found) -> nameIn(byName, name, found)));
        var abolished = new HashMap<String, Found>();
        rows.stream()
                .filter(DivisionRow::replaced)
                .forEach(row -> new DivisionNames(row, byCodeOfRow, !namesInForce.contains(row.name()))
                        .each((name, found) -> nameIn(abolished, name, found)));
        abolished.forEach(byName::putIfAbsent);
        rows.stream()
                .filter(DivisionRow::inForce)
                .forEach(row -> inForce.put(row.code(), new DivisionNames(row, byCodeOfRow, false).full()));
    }

    @Override
    public Found byCode(String code) {
        return byCode.getOrDefault(code, UNKNOWN);
    }

    @Override
    public Found byName(String name) {
        return byName.getOrDefault(name.strip().replace(" ", "").replace("\u3000", ""), UNKNOWN);
    }

    @Override
    public Map<String, String> inForce() {
        return Collections.unmodifiableMap(inForce);
    }

    /** What to remark about the area that registered a credit code: nothing, abolished (V111) or never heard of (V112). */
    Checked registrationArea(String area) {
        var doubt = doubtfulAreas.get(area);
        if (doubt != null) {
            return doubt;
        }
        if (provinces.contains(area.substring(0, 2)) || registryAreas.contains(area)) {
            return Checked.Right.RIGHT;
        }
        return new Checked.Doubtful("V112", "登记机关行政区划 | the division of a registering authority");
    }

    private void enter(DivisionRow row) {
        switch (row.kind()) {
            case CURRENT -> {
                byCode.put(row.code(), row.found());
                provinces.add(row.code().substring(0, 2));
            }
            case RETIRED, STATISTICAL -> {
                byCode.put(row.code(), row.found());
                doubtfulAreas.put(row.code(), new Checked.Doubtful("V111", String.join(", ", row.successors())));
            }
            case ZONE -> byCode.put(row.code(), row.found());
            case REGISTRY -> registryAreas.add(row.code());
        }
    }

    /** Two divisions of one name leave it unknown, unless both were replaced by the same. */
    private static void nameIn(Map<String, Found> names, String name, Found found) {
        names.merge(name, found, (one, other) -> sameSuccessors(one, other) ? one : UNKNOWN);
    }

    private static boolean sameSuccessors(Found one, Found other) {
        return one instanceof Retired a
                && other instanceof Retired b
                && a.successors().equals(b.successors());
    }
}

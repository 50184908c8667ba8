package cn.lvyue.hub.standard;

import java.util.List;

/**
 * One line of a pack's {@code divisions.csv}.
 *
 * @param parent code of the division above; "" for a province
 * @param bare whether the last part of the name alone names it
 */
record DivisionRow(String code, Kind kind, String parent, String name, boolean bare, List<String> successors) {

    enum Kind {
        CURRENT,
        RETIRED,
        STATISTICAL,
        REGISTRY,
        ZONE
    }

    boolean inForce() {
        return kind == Kind.CURRENT || kind == Kind.ZONE;
    }

    boolean replaced() {
        return kind == Kind.RETIRED || kind == Kind.STATISTICAL;
    }

    Divisions.Found found() {
        return switch (kind) {
            case CURRENT -> new Divisions.Current(code, name);
            case RETIRED, STATISTICAL -> new Divisions.Retired(code, name, successors);
            case ZONE -> new Divisions.Zone(code, name, successors.get(0));
            case REGISTRY -> new Divisions.Unknown();
        };
    }
}

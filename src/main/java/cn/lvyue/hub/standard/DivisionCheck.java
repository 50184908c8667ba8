package cn.lvyue.hub.standard;

/** A division code in a field: never assigned is wrong, abolished is a doubt that names the successors. */
record DivisionCheck(Divisions divisions) implements Check {
    private static final Checked UNKNOWN =
            new Checked.Wrong("V104", "现行行政区划代码（GB/T 2260） | a division code in force (GB/T 2260)");

    @Override
    public Checked check(String value) {
        var found = divisions.byCode(value);
        if (found instanceof Divisions.Retired retired) {
            return new Checked.Doubtful("V111", String.join(", ", retired.successors()));
        }
        return found instanceof Divisions.Unknown ? UNKNOWN : Checked.Right.RIGHT;
    }
}

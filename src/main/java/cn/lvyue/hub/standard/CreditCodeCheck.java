package cn.lvyue.hub.standard;

/**
 * A credit code in a field: its own check characters, and a doubt where the registering authority's division (positions 3 to
 * 8) is abolished or unknown. Real registers hold many such codes (about one in eleven names a division no longer in the
 * list), so an area never refuses a code.
 *
 * @param placeholderAllowed whether seventeen zeros and X may stand for "this body has no code"
 */
record CreditCodeCheck(DivisionTable divisions, boolean placeholderAllowed) implements Check {
    private static final String PLACEHOLDER = "0".repeat(17) + "X";

    @Override
    public Checked check(String value) {
        if (placeholderAllowed && value.equals(PLACEHOLDER)) {
            return Checked.Right.RIGHT;
        }
        var checked = CreditCode.check(value);
        return checked == Checked.Right.RIGHT ? divisions.registrationArea(value.substring(2, 8)) : checked;
    }
}

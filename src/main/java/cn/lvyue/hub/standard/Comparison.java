package cn.lvyue.hub.standard;

/** How one field's value is compared with another's. */
enum Comparison {
    EQUALS_FIELD("=") {
        @Override
        boolean holds(String value, String other) {
            return value.equals(other);
        }
    },

    /** By days as soon as one side is a day; a moment at midnight is a day whose time is not known. */
    NOT_BEFORE("≥") {
        @Override
        boolean holds(String value, String other) {
            if (isDay(value) || isDay(other)) {
                return value.regionMatches(0, other, 0, DAY) || value.compareTo(other) > 0;
            }
            return value.compareTo(other) >= 0;
        }

        private boolean isDay(String text) {
            return text.length() <= DAY || text.endsWith(MIDNIGHT);
        }
    },

    NOT_ABOVE("≤") {
        @Override
        boolean holds(String value, String other) {
            return Decimals.compare(value, other) <= 0;
        }
    };

    private static final int DAY = 10;
    private static final String MIDNIGHT = " 00:00:00";

    final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    abstract boolean holds(String value, String other);
}

package cn.lvyue.hub.standard;

import java.util.Set;

/**
 * Hides what tells who a person is. A name keeps its first character (张**), a number three characters in front and at most four
 * behind (138****8000), an address goes down to the county, an e-mail keeps its first letter and its domain. In free text the
 * numbers inside are hidden. How much is hidden does not show.
 */
public final class Masking {
    /** Text fields at least this long, without code list, are prose that may hold anything. */
    private static final int PROSE_LENGTH = 200;

    private static final int SHORTEST_NUMBER = 8;
    private static final int SHORTEST_ADDRESS = 7;
    private static final String HIDDEN = "**";
    private static final String COUNTIES = "县区旗";

    /** How addresses begin: the provinces of GB/T 2260 by their first two characters. */
    private static final Set<String> PROVINCES = Set.of(
            "北京", "天津", "河北", "山西", "内蒙", "辽宁", "吉林", "黑龙", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南",
            "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "台湾", "香港", "澳门");

    private Masking() {}

    /** The value of a field as people may see it: personal fields hidden, numbers of persons hidden in prose. */
    public static String value(Field field, String value) {
        if (field.isPersonal()) {
            return whole(value);
        }
        return isProse(field) ? numbersIn(value) : value;
    }

    /** Whether a field holds sentences, not a name, a number or a code. */
    public static boolean isProse(Field field) {
        return field.type().kind() == FieldType.Kind.TEXT
                && field.type().length() >= PROSE_LENGTH
                && field.codeList() == null;
    }

    /** Free text: the numbers of persons in it are hidden, the rest stays. */
    public static String numbersIn(String text) {
        return NumbersInText.masked(text);
    }

    /** The whole value is personal: its form tells what it is. */
    public static String whole(String value) {
        if (value.isEmpty()) {
            return value;
        }
        if (isNumber(value)) {
            return NumbersInText.shortened(value);
        }
        int at = value.indexOf('@');
        if (at > 0) {
            return first(value) + numbersIn(value.substring(at));
        }
        int county = endOfCounty(value);
        return county > 0 ? value.substring(0, county) + HIDDEN : first(value);
    }

    private static String first(String value) {
        return value.substring(0, value.offsetByCodePoints(0, 1)) + HIDDEN;
    }

    /** Mostly digits, with the capitals and hyphens that numbers of papers and telephones have. */
    private static boolean isNumber(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (!(c >= 'A' && c <= 'Z') && c != '-') {
                return false;
            }
        }
        return digits >= SHORTEST_NUMBER;
    }

    /** Where the county, or else the city, of an address ends; -1 if the value is no address or nothing follows. */
    private static int endOfCounty(String value) {
        if (value.length() < SHORTEST_ADDRESS || !PROVINCES.contains(value.substring(0, 2))) {
            return -1;
        }
        int city = -1;
        for (int i = 2; i < value.length() - 1 && Character.isIdeographic(value.charAt(i)); i++) {
            if (COUNTIES.indexOf(value.charAt(i)) >= 0) {
                return i + 1;
            }
            city = city < 0 && value.charAt(i) == '市' ? i + 1 : city;
        }
        return city;
    }
}

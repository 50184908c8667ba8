package cn.lvyue.hub.flow;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A record of the hub in the neutral names and forms of the labelled feed sets. */
final class NeutralNames {
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("complainant_name", "TS_TSR_MC"),
            Map.entry("complainant_uscc", "TS_TSR_SHXYM"),
            Map.entry("respondent_name", "TS_BTS_MC"),
            Map.entry("respondent_uscc", "TS_BTS_SHXYM"),
            Map.entry("division", "TS_BTS_XZQH"),
            Map.entry("title", "TS_BT"),
            Map.entry("content", "TS_NR"),
            Map.entry("contract_no", "TS_HT_BH"),
            Map.entry("contract_name", "TS_HT_MC"),
            Map.entry("contract_date", "TS_HT_QDRQ"),
            Map.entry("res_date", "TS_ZGRQ"),
            Map.entry("contact_name", "TS_TSR_LXR"),
            Map.entry("contact_phone", "TS_TSR_LXDH"),
            Map.entry("revision", "CS_BBH"));
    private static final Map<String, String> CATEGORIES =
            Map.of("01", "政府采购", "02", "招标投标", "03", "招商引资", "04", "政府与社会资本合作", "05", "产业扶持", "06", "政府投资", "99", "其他");
    private static final Map<String, String> STATES =
            Map.of("10", "S1", "40", "S2", "60", "S3", "50", "S4", "61", "S5", "80", "S6", "98", "S9");
    private static final Map<String, String> VERDICTS = Map.of("1", "属实", "2", "不属实");

    private NeutralNames() {}

    static Map<String, String> of(JsonNode record) {
        var values = new LinkedHashMap<String, String>();
        SAME.forEach((neutral, field) -> values.put(neutral, value(record, field)));
        values.put("category", CATEGORIES.getOrDefault(value(record, "TS_WYLY"), ""));
        values.put("status", STATES.getOrDefault(value(record, "TS_BLZT"), ""));
        values.put("det_result", VERDICTS.getOrDefault(value(record, "TS_HSJG"), ""));
        boolean confirmed = values.get("status").equals("S6");
        values.put("det_org", value(record, confirmed ? "TS_RDDW" : "TS_ZJDW"));
        values.put("det_date", value(record, confirmed ? "TS_RDRQ" : "TS_HSRQ"));
        values.put("amount_yuan", yuan(value(record, "TS_WYJE")));
        boolean daysOnly = record.get("feed").asString().equals("inspection-petition");
        values.put("complaint_time", time(value(record, "TS_SJ"), daysOnly));
        values.put("accept_time", time(value(record, "TS_SLSJ"), daysOnly));
        values.put("update_time", time(value(record, "CS_GXSJ"), daysOnly));
        return values;
    }

    private static String value(JsonNode record, String field) {
        var value = record.get("fields").get(field);
        if (value == null) {
            value = record.get("extension").get(field);
        }
        return value == null || value.isNull() ? "" : value.asString();
    }

    private static String yuan(String wan) {
        return wan.isEmpty()
                ? ""
                : new BigDecimal(wan).movePointRight(4).setScale(2).toPlainString();
    }

    private static String time(String text, boolean daysOnly) {
        if (text.isEmpty() || daysOnly) {
            return text.isEmpty() ? "" : text.substring(0, 10);
        }
        return text.replace(' ', 'T') + "+08:00";
    }
}

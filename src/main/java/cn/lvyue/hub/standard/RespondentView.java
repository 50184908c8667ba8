package cn.lvyue.hub.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record as the body complained about, or one above it, may see it (《保障中小企业款项支付条例》第二十、二十五条: who complains is kept
 * confidential and not to be retaliated against). Personal fields are left out, not masked; where their values stand in other texts
 * they are hidden, and so are all numbers of persons. What the pack does not know is left out. The only way by which a record
 * reaches a respondent.
 */
public final class RespondentView {
    /** A single character hides nothing by being hidden, and is everywhere. */
    private static final int SHORTEST = 2;

    private static final String HIDDEN = "**";

    private RespondentView() {}

    /** @param fields values by field id, as they are stored */
    public static Map<String, String> of(StandardPack pack, Map<String, String> fields) {
        var secrets = secrets(pack, fields);
        var seen = new LinkedHashMap<String, String>();
        for (var field : pack.fields()) {
            var value = fields.get(field.id());
            if (value != null && !field.isPersonal()) {
                seen.put(field.id(), isFree(field) ? without(secrets, Masking.numbersIn(value)) : value);
            }
        }
        return seen;
    }

    /** Longest first, so that none leaves a part of another behind. */
    private static List<String> secrets(StandardPack pack, Map<String, String> fields) {
        var secrets = new ArrayList<String>();
        for (var field : pack.fields()) {
            var value = fields.get(field.id());
            if (value != null && field.isPersonal() && field.codeList() == null && value.length() >= SHORTEST) {
                secrets.add(value);
            }
        }
        secrets.sort((a, b) -> b.length() - a.length());
        return secrets;
    }

    /** Text that people write; codes, amounts and dates are not searched for a name. */
    private static boolean isFree(Field field) {
        return field.type().kind() == FieldType.Kind.TEXT && field.codeList() == null && field.check() == null;
    }

    private static String without(List<String> secrets, String text) {
        var left = text;
        for (var secret : secrets) {
            left = left.replace(secret, HIDDEN);
        }
        return left;
    }
}

package cn.lvyue.hub.record;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a source record that went back to its sender (退回补正). It stands behind the findings in the copy the sender gets, so
 * that a corrected record tells what it corrects even where it had no number.
 *
 * @param messageId the message it went back from
 * @param row its position in that message, from 1
 */
public record ReturnMark(long messageId, int row) {
    /** The header of the column a returned table has beside the sender's own; readers take no values from it. */
    public static final String COLUMN = "校验结果 / Findings";

    private static final Pattern FORM = Pattern.compile("\\[退回 (\\d{1,18})-(\\d{1,9})]");

    public String text() {
        return "[退回 " + messageId + "-" + row + "]";
    }

    /** The mark in a cell of the findings column; null if there is none, as in a row its sender added. */
    public static @Nullable ReturnMark in(String text) {
        var mark = FORM.matcher(text);
        return mark.find() ? new ReturnMark(Long.parseLong(mark.group(1)), Integer.parseInt(mark.group(2))) : null;
    }
}

package cn.lvyue.hub.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A check as a page for people, Chinese and English, without script: it is printed and filed. */
final class VerificationPage {
    private static final String STYLE = "body{font:16px/1.5"
            + " sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;width:100%}td,th{border:1px"
            + " solid #888;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
            + ".bad{color:#a00}.good{color:#060}";

    private VerificationPage() {}

    static String of(VerificationAnswer answer) {
        var page = new StringBuilder(4096)
                .append("<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>核验报告 Verification ")
                .append(text(answer.verificationId()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style><h1>归档核验报告 Verification of the archive ")
                .append(text(answer.verificationId()))
                .append("</h1>")
                .append(verdict(answer))
                .append("<table>");
        row(page, "状态 State", answer.state() + " " + Math.round(answer.done() * 100) + " %");
        row(page, "范围 Range", day(answer.from(), "起始 beginning") + " – " + day(answer.to(), "至今 now"));
        row(page, "提出 Asked", answer.askedBy() + " " + answer.askedAt());
        row(page, "起止 Run", answer.startedAt() + " – " + answer.endedAt());
        row(page, "与外存声明比对 Compared with pinned statements", answer.pinned() ? "是 yes" : "否 no");
        row(page, "存证条目 Leaves", number(answer.leaves()));
        row(page, "源记录 Records", number(answer.records()));
        row(page, "正文字节 Bytes of bodies", number(answer.bytes()));
        row(page, "不符 Faults", number(answer.faults()));
        row(page, "提示 Remarks", number(answer.remarks()));
        page.append("</table>");
        if (!answer.items().isEmpty()) {
            items(page, answer);
        }
        return page.append("</html>").toString();
    }

    private static String verdict(VerificationAnswer answer) {
        if (answer.faults() > 0) {
            return "<p class=\"bad\"><strong>发现 %1$d 处不符。%1$d fault(s) found.</strong></p>".formatted(answer.faults());
        }
        return answer.faultless()
                ? "<p class=\"good\"><strong>未发现不符。No fault found.</strong></p>"
                : "<p><strong>尚未结束，目前无不符。Not ended; no fault so far.</strong></p>";
    }

    private static void items(StringBuilder page, VerificationAnswer answer) {
        page.append("<h2>发现 Found</h2><table><tr><th>代码 Code<th>何处 Place<th>现为 Found<th>应为 Wanted<th>说明与处理 What to do");
        for (var item : answer.items()) {
            page.append("<tr><td class=\"")
                    .append(item.kind().equals("fault") ? "bad" : "")
                    .append("\">")
                    .append(text(item.code()))
                    .append("<td>")
                    .append(text(item.place()))
                    .append("<td>")
                    .append(text(item.found()))
                    .append("<td>")
                    .append(text(item.wanted()))
                    .append("<td>")
                    .append(text(item.message()))
                    .append("<br>")
                    .append(text(item.remedy()));
        }
        page.append("</table>");
        if (answer.next() != null) {
            page.append("<p><a href=\"?after=").append(text(answer.next())).append("\">下一页 next page</a></p>");
        }
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><th>").append(name).append("<td>").append(text(value));
    }

    private static String day(@Nullable Object day, String none) {
        return day == null ? none : day.toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String text(String value) {
        return HtmlUtils.htmlEscape(value, "UTF-8");
    }
}

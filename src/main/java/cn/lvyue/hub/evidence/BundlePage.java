package cn.lvyue.hub.evidence;

import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.evidence.EvidenceBundles.Wish;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.ledger.Ledger.Sighting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page a person opens first: what is inside and how to check it. Without script and without anything from elsewhere. */
final class BundlePage {
    private final StringBuilder out = new StringBuilder("""
            <!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>证据包 Evidence</title>
            <style>body{font-family:sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;width:100%}
            td,th{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style>
            </head><body><h1>证据包 Evidence</h1>
            <p>请以独立取得的核验程序核验本文件：<code>java EvidenceVerifier.java evidence.zip --pinned 留存的日结声明</code>。
            本页与各 JSON 仅供阅读，经证实的内容以核验结果为准。</p>
            <p>Check this file with a verifier you got independently: <code>java EvidenceVerifier.java evidence.zip --pinned
            statement.txt</code>. This page and the JSON files are for reading; what is proven, the verifier tells.</p>
            """);

    private BundlePage() {}

    static String of(
            Wish wish,
            KnownRecord record,
            List<Revision> revisions,
            List<Sighting> sightings,
            List<Delivery> deliveries,
            FieldTexts texts,
            Shown shown) {
        var page = new BundlePage();
        page.head(wish, record);
        page.sightings(sightings);
        revisions.forEach(revision -> page.revision(revision, texts, shown));
        page.deliveries(deliveries);
        return page.out.append("</body></html>\n").toString();
    }

    private void head(Wish wish, KnownRecord record) {
        out.append("<table>");
        row("投诉编号 record", record.recordId());
        row("来源 feed", record.feed());
        row("来源编号 source number", record.sourceRecordNo());
        row("版本 revision", record.revision());
        row("出具 by", wish.by());
        row("用途 purpose", wish.purpose());
        row("依据 reference", wish.reference());
        row("个人信息 personal data", wish.full() ? "全部出示 shown" : "已脱敏 masked");
        out.append("</table>\n");
    }

    private void sightings(List<Sighting> sightings) {
        out.append("<h2>收到 Received</h2><table><tr><th>报文 message</th><th>时间 at</th><th>位置 place</th>")
                .append("<th>结果 outcome</th><th>版本 revision</th></tr>\n");
        for (var each : sightings) {
            cells(
                    each.messageId(),
                    BundleDocuments.time(each.at()),
                    each.entry().place(),
                    each.entry().outcome(),
                    each.entry().revision());
        }
        out.append("</table>\n");
    }

    private void revision(Revision revision, FieldTexts texts, Shown shown) {
        out.append("<h2>版本 Revision ").append(revision.revision()).append("</h2><table>");
        row("报文与行 message and row", revision.messageId() + " / " + revision.row());
        row("时间 at", BundleDocuments.time(revision.at()));
        texts.read(revision.fields()).forEach((id, value) -> {
            var field = shown.field(id);
            row(field == null ? id : id + " " + field.nameZh() + " " + field.nameEn(), shown.value(id, value));
        });
        out.append("</table>\n");
    }

    private void deliveries(List<Delivery> deliveries) {
        out.append("<h2>报送与回执 Deliveries and receipts</h2><table><tr><th>平台 target</th><th>版本 revision</th>")
                .append("<th>状态 state</th><th>包 package</th><th>平台编号 platform id</th><th>回执 receipts</th></tr>\n");
        for (var each : deliveries) {
            var receipts = each.receipts().stream()
                    .map(receipt -> receipt.stage() + " " + receipt.code() + " " + BundleDocuments.time(receipt.at()))
                    .toList();
            cells(
                    each.target().id(),
                    each.revision(),
                    each.state(),
                    each.packageId(),
                    each.platformId(),
                    String.join("; ", receipts));
        }
        out.append("</table>\n");
    }

    private void row(String name, @Nullable Object value) {
        if (value != null) {
            out.append("<tr><th>%s</th><td>%s</td></tr>%n".formatted(escaped(name), escaped(value.toString())));
        }
    }

    private void cells(@Nullable Object... values) {
        out.append("<tr>");
        for (var value : values) {
            out.append("<td>")
                    .append(value == null ? "" : escaped(value.toString()))
                    .append("</td>");
        }
        out.append("</tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

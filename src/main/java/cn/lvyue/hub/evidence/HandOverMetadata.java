package cn.lvyue.hub.evidence;

import cn.lvyue.hub.evidence.EvidenceStore.Archived;
import cn.lvyue.hub.evidence.HandOvers.Volume;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the metadata of volumes and messages as XML; the records of a message are streamed. */
@Component
class HandOverMetadata {
    private static final String NAMESPACE = "urn:lvyue:hand-over:1";
    private static final int PAGE = 1_000;

    private final Ledger ledger;
    private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

    HandOverMetadata(Ledger ledger) {
        this.ledger = ledger;
    }

    void volume(Volume volume, String hub, Instant madeAt, OutputStream out) throws IOException {
        document(out, "package", xml -> {
            text(xml, "标题", "title", "政府违约失信投诉交换归档信息包");
            text(xml, "归档单位系统", "hub", hub);
            text(xml, "起始日", "from", volume.days().from());
            text(xml, "截止日", "to", volume.days().to());
            text(xml, "来源", "feed", volume.days().feed());
            text(xml, "卷号", "volume", volume.number());
            text(xml, "制作时间", "made-at", BundleDocuments.time(madeAt));
            text(xml, "经办", "by", volume.by());
            text(xml, "摘要算法", "digest-algorithm", "SM3 (GB/T 32905)");
            text(xml, "核验", "verification", "java EvidenceVerifier.java <volume>.zip");
        });
    }

    void message(Archived message, OutputStream out) throws IOException {
        document(out, "item", xml -> {
            text(xml, "编号", "id", message.id());
            text(xml, "方向", "direction", message.direction() == 1 ? "in" : "out");
            text(xml, "种类", "kind", kind(message.kind()));
            text(xml, "来源", "feed", message.feed());
            text(xml, "接入方式", "channel", message.channel());
            text(xml, "形成时间", "at", BundleDocuments.time(message.at()));
            text(xml, "原文件名", "filename", message.filename());
            text(xml, "媒体类型", "media-type", message.mediaType());
            text(xml, "字节数", "size", message.size());
            text(xml, "摘要", "sm3", message.digest());
            text(xml, "原文已销毁", "destroyed", message.destroyed() ? true : null);
            if (message.kind() == 1 && message.feed() != null) {
                outcomes(xml, message.id());
            }
        });
    }

    private static String kind(int code) {
        return switch (code) {
            case 1 -> "message";
            case 2 -> "package";
            case 3 -> "receipt";
            case 4 -> "statement";
            default -> Integer.toString(code);
        };
    }

    private void outcomes(XMLStreamWriter xml, long id) throws XMLStreamException {
        var account = ledger.account(id);
        if (account.isEmpty()) {
            return;
        }
        text(xml, "处理状态", "status", account.get().status());
        var with = ledger.readWith(id);
        text(xml, "映射版本", "mapping", with.map(Ledger.ReadWith::mapping).orElse(null));
        text(xml, "标准包", "pack", with.map(Ledger.ReadWith::pack).orElse(null));
        xml.writeStartElement("records");
        List<Entry> page = ledger.entries(id, null, 0, PAGE);
        while (!page.isEmpty()) {
            for (var entry : page) {
                entry(xml, entry);
            }
            page = ledger.entries(id, null, page.get(page.size() - 1).row(), PAGE);
        }
        xml.writeEndElement();
    }

    private static void entry(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeEmptyElement("record");
        xml.writeAttribute("row", Integer.toString(entry.row()));
        xml.writeAttribute("place", legal(entry.place()));
        xml.writeAttribute("source-record-no", legal(entry.sourceRecordNo()));
        xml.writeAttribute("outcome", entry.outcome().name());
        if (entry.recordId() != null) {
            xml.writeAttribute("record-id", entry.recordId().toString());
        }
        if (entry.revision() != null) {
            xml.writeAttribute("revision", entry.revision().toString());
        }
    }

    @FunctionalInterface
    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private void document(OutputStream out, String root, Content content) throws IOException {
        try {
            var xml = factory.createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement(root);
            xml.writeDefaultNamespace(NAMESPACE);
            content.write(xml);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        }
    }

    /** @param label the element's name for people */
    private static void text(XMLStreamWriter xml, String label, String name, @Nullable Object value)
            throws XMLStreamException {
        if (value != null) {
            xml.writeStartElement(name);
            xml.writeAttribute("label", label);
            xml.writeCharacters(legal(value.toString()));
            xml.writeEndElement();
        }
    }

    /** What XML 1.0 cannot hold becomes a mark. */
    private static String legal(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t' || c == '\n' || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c > 0xFFFF
                        ? c
                        : 0xFFFD)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}

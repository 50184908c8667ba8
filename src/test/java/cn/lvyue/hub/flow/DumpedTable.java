package cn.lvyue.hub.flow;

import cn.lvyue.hub.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of the contract platform's table, from its SQL dump, as the XML batch the same platform writes. */
final class DumpedTable {
    private static final String NAMESPACE = "urn:hlj:contract:breach:v1";

    private final List<Map<String, Object>> rows;

    DumpedTable(Path dump) throws IOException {
        var jdbc = new JdbcTemplate(TestDatabase.dataSource());
        jdbc.execute("drop table if exists ht_wyxx");
        jdbc.execute(Files.readString(dump));
        rows = jdbc.queryForList("select * from ht_wyxx order by seq_no");
        jdbc.execute("drop table ht_wyxx");
    }

    String locator(int row) {
        return "HT_WYXX.SEQ_NO=" + rows.get(row - 1).get("seq_no");
    }

    byte[] asXmlBatch() {
        var out = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument();
            xml.writeStartElement("c", "Batch", NAMESPACE);
            xml.writeNamespace("c", NAMESPACE);
            for (var row : rows) {
                breach(xml, row);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException broken) {
            throw new IllegalStateException(broken);
        }
        return out.toByteArray();
    }

    private static void breach(XMLStreamWriter xml, Map<String, Object> row) throws XMLStreamException {
        xml.writeStartElement("c", "Breach", NAMESPACE);
        attributes(xml, row, Map.of("id", "id", "rev", "rev", "state", "state", "kind", "kind"));
        element(xml, row, "Firm", "firm_name", Map.of("uscc", "firm_uscc"));
        element(xml, row, "Org", "org_name", Map.of("uscc", "org_uscc", "region", "region"));
        element(xml, row, "Contract", "contract_name", Map.of("no", "contract_no", "signDate", "sign_date"));
        element(xml, row, "Unpaid", "unpaid", Map.of("unit", "unit"));
        element(xml, row, "ReportTime", "report_time", Map.of());
        element(xml, row, "AcceptTime", "accept_time", Map.of());
        element(xml, row, "Judge", "judge_org", Map.of("result", "judge_result", "date", "judge_date"));
        element(xml, row, "CloseDate", "close_date", Map.of());
        element(xml, row, "ModifyTime", "modify_time", Map.of());
        element(xml, row, "Remark", "remark", Map.of());
        xml.writeEndElement();
    }

    private static void element(
            XMLStreamWriter xml, Map<String, Object> row, String name, String column, Map<String, String> attributes)
            throws XMLStreamException {
        xml.writeStartElement("c", name, NAMESPACE);
        attributes(xml, row, attributes);
        xml.writeCharacters(text(row.get(column)));
        xml.writeEndElement();
    }

    private static void attributes(XMLStreamWriter xml, Map<String, Object> row, Map<String, String> attributes)
            throws XMLStreamException {
        for (var attribute : attributes.entrySet()) {
            if (row.get(attribute.getValue()) != null) {
                xml.writeAttribute(attribute.getKey(), text(row.get(attribute.getValue())));
            }
        }
    }

    private static String text(Object value) {
        return value instanceof java.sql.Timestamp time
                ? time.toLocalDateTime().toString().replace('T', ' ')
                : value == null ? "" : value.toString();
    }
}

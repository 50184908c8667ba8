package cn.lvyue.hub.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import org.springframework.util.unit.DataSize;

/** The parts of an XLSX package and how they refer to each other (ECMA-376 part 2), for transitional and strict files alike. */
final class XlsxParts implements AutoCloseable {
    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private final ZipArchive zip;
    private final ReadTask task;
    private final String prefix;

    /** @param type the last step of the relationship's type: worksheet, styles, sharedStrings */
    record Relation(String type, String target) {}

    XlsxParts(ZipArchive zip, ReadTask task, String prefix) {
        this.zip = zip;
        this.task = task;
        this.prefix = prefix;
    }

    /** @throws Refused if the package is no workbook we read: a binary one, or another office document */
    String mainPart(String place) throws IOException {
        if (!has(CONTENT_TYPES) || !isWorkbook()) {
            throw Fault.WRONG_TYPE.refuse(place, null, "XLSX, XLS");
        }
        for (var relation : relations("").values()) {
            if (relation.type().equals("officeDocument")) {
                return relation.target();
            }
        }
        return "xl/workbook.xml";
    }

    boolean has(String part) {
        return zip.entry(part) != null;
    }

    XmlEvents read(String part) throws IOException {
        var entry = zip.entry(part);
        if (entry == null) {
            throw Fault.UNREADABLE.refuse(prefix + part, null, part);
        }
        return new XmlEvents(prefix + part + ": ", zip.open(entry), task.settings);
    }

    /** A part that describes others is kept in memory while they are read, so it is bounded. */
    XmlEvents readDescribing(String part) throws IOException {
        var entry = zip.entry(part);
        if (entry == null) {
            throw Fault.UNREADABLE.refuse(prefix + part, null, part);
        }
        long most = task.settings.maxPart().toBytes();
        return new XmlEvents(
                prefix + part + ": ", new BoundedBytes(zip.open(entry), prefix + part, most), task.settings);
    }

    /** By id, with targets resolved against the part. */
    Map<String, Relation> relations(String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        var folder = part.substring(0, slash);
        var path = folder + "_rels/" + part.substring(slash) + ".rels";
        var relations = new HashMap<String, Relation>();
        if (!has(path)) {
            return relations;
        }
        var events = readDescribing(path);
        for (int event = events.next(); event != XMLStreamConstants.END_DOCUMENT; event = events.next()) {
            if (event == XMLStreamConstants.START_ELEMENT
                    && events.at().getLocalName().equals("Relationship")) {
                var id = events.attribute("Id");
                var type = events.attribute("Type");
                var target = events.attribute("Target");
                boolean inside = !"External".equals(events.attribute("TargetMode"));
                if (id != null && type != null && target != null && inside) {
                    relations.put(id, new Relation(type.substring(type.lastIndexOf('/') + 1), resolve(folder, target)));
                }
            }
        }
        return relations;
    }

    @Override
    public void close() {
        zip.close();
    }

    /** Whether the workbook is one that may hold macros, which programs open under a name of its own only. */
    boolean hasMacros() throws IOException {
        return mainType().contains("macroEnabled");
    }

    /** Whether the main part is a workbook in XML, with macros, as a template or plain. */
    private boolean isWorkbook() throws IOException {
        return !mainType().isEmpty();
    }

    /** The content type of a main part that is a workbook in XML, or nothing. */
    private String mainType() throws IOException {
        var events = readDescribing(CONTENT_TYPES);
        for (int event = events.next(); event != XMLStreamConstants.END_DOCUMENT; event = events.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                var type = events.attribute("ContentType");
                if (type != null
                        && type.endsWith(".main+xml")
                        && (type.contains("spreadsheetml") || type.contains("ms-excel"))) {
                    return type;
                }
            }
        }
        return "";
    }

    private static final class BoundedBytes extends FilterInputStream {
        private final String part;
        private final long most;
        private long taken;

        BoundedBytes(InputStream in, String part, long most) {
            super(in);
            this.part = part;
            this.most = most;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = in.read(buffer, from, length);
            taken += Math.max(n, 0);
            if (taken > most) {
                throw Fault.TOO_LARGE.refuse(part, null, "hub.intake.max-part = " + DataSize.ofBytes(most));
            }
            return n;
        }
    }

    private static String resolve(String folder, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        var base = folder;
        var rest = target;
        while (rest.startsWith("../") && !base.isEmpty()) {
            rest = rest.substring(3);
            base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
        }
        return base + (rest.startsWith("./") ? rest.substring(2) : rest);
    }
}

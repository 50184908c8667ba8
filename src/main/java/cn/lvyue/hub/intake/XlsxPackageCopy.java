package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import javax.xml.stream.XMLStreamConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A package that is written from another (ECMA-376 part 2): some parts anew, some more, with the relations and content types
 * they need, and all others packed as they are.
 */
final class XlsxPackageCopy {
    private static final String TYPES = "[Content_Types].xml";
    private static final String NO_RELATIONS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>""";

    private final ZipArchive from;
    private final XlsxParts parts;
    private final IntakeSettings settings;
    private final ZipArchiveOutputStream to;
    private final Set<String> written = new HashSet<>();
    private final StringBuilder newTypes = new StringBuilder();
    private final Map<String, String> newRelations = new LinkedHashMap<>();
    private final long time;
    private boolean drawings;

    XlsxPackageCopy(ZipArchive from, XlsxParts parts, IntakeSettings settings, OutputStream to) throws IOException {
        this.from = from;
        this.parts = parts;
        this.settings = settings;
        this.to = new ZipArchiveOutputStream(to);
        this.to.setLevel(Deflater.BEST_SPEED);
        this.time = present(from, TYPES).entry().getTime();
    }

    /** What a part is to hold. */
    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /** Parts of a package are UTF-8 or UTF-16 (ECMA-376 part 2, section 10.1.2); nobody writes the latter. */
    static Reader text(ZipArchive zip, String part) throws IOException {
        return DecodedText.in(StandardCharsets.UTF_8, open(zip, part));
    }

    static InputStream open(ZipArchive zip, String part) throws IOException {
        return zip.open(present(zip, part));
    }

    private static ZipArchive.Entry present(ZipArchive zip, String part) throws Refused {
        var entry = zip.entry(part);
        if (entry == null) {
            throw Fault.UNREADABLE.refuse(part, null, part);
        }
        return entry;
    }

    void write(String part, Content content) throws IOException {
        written.add(part);
        var entry = new ZipArchiveEntry(part);
        entry.setTime(time); // the original's and not now, so that a copy made later is the same to the byte
        to.putArchiveEntry(entry);
        var out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        content.writeTo(out);
        out.flush();
        to.closeArchiveEntry();
    }

    /** The part is one the package did not have. */
    void declare(String part, String contentType) {
        newTypes.append("<Override PartName=\"/%s\" ContentType=\"%s\"/>".formatted(part, contentType));
    }

    /** Some part is a drawing in VML. */
    void declareDrawings() {
        drawings = true;
    }

    /** One part refers to another that it did not refer to. */
    void relate(String part, String id, String type, String target) {
        newRelations.merge(
                part,
                "<Relationship Id=\"%s\" Type=\"%s\" Target=\"/%s\"/>".formatted(id, type, target),
                String::concat);
    }

    /** Writes what is left when all parts are written that are not copied. */
    void finish() throws IOException {
        for (var each : newRelations.entrySet()) {
            addRelations(each.getKey(), each.getValue());
        }
        writeTypes();
        for (var entry : from.entries()) {
            if (!written.contains(entry.name())) {
                from.copyPacked(entry, to);
            }
        }
        to.finish();
    }

    private void addRelations(String part, String added) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        var path = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        try (var text = parts.has(path) ? text(from, path) : new StringReader(NO_RELATIONS)) {
            write(path, out -> append(text, added, out));
        }
    }

    private void writeTypes() throws IOException {
        if (drawings && !hasDrawingType()) {
            newTypes.insert(
                    0,
                    "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>");
        }
        if (!newTypes.isEmpty()) {
            try (var text = text(from, TYPES)) {
                write(TYPES, out -> append(text, newTypes.toString(), out));
            }
        }
    }

    private boolean hasDrawingType() throws IOException {
        var events = parts.read(TYPES);
        boolean found = false;
        for (int event = events.next(); event != XMLStreamConstants.END_DOCUMENT; event = events.next()) {
            found |= event == XMLStreamConstants.START_ELEMENT && "vml".equalsIgnoreCase(events.attribute("Extension"));
        }
        return found;
    }

    /** Puts something behind the last child of a document. */
    private void append(Reader text, String added, Writer out) throws IOException {
        var xml = new XmlSplice("package: ", text, out, settings);
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (xml.isStart(event) && xml.events().depth() == 1 && xml.isEmptyElement()) {
                xml.copyBefore();
                var tag = xml.raw();
                xml.write(tag.substring(0, tag.length() - 2) + ">" + added + "</" + xml.prefix() + xml.name() + ">");
                xml.drop();
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.events().depth() == 0) {
                xml.copyBefore();
                xml.write(added);
            }
        }
        xml.copyRest();
    }
}

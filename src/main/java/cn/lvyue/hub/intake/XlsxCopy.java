package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import javax.xml.stream.XMLStreamConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A marked copy of an Office Open XML workbook. Parts that nothing is said about are copied packed as they are; the sheets
 * with records, their comments and the styles are rewritten as streams.
 */
final class XlsxCopy implements FileCopy {
    private static final String TYPES = "[Content_Types].xml";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String NO_RELATIONS = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>""";
    private static final String COMMENTS_TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
    private static final String STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
    private static final String STRICT = "http://purl.oclc.org/ooxml/";
    private static final int MOST_DRAWING = 32 << 20;

    private final ReadTask task;
    private final MarkingSettings limits;
    private final FileInMessage file;
    private final ZipArchive zip;
    private final XlsxParts parts;
    private final String main;
    private final List<XlsxWorkbook.Sheet> sheets;
    private final List<@Nullable XlsxLayout> layouts;
    private final @Nullable String styles;
    private final XlsxLooks looks;
    private final Set<String> written = new HashSet<>();
    /** Content types by part, for parts that are new. */
    private final Map<String, String> newParts = new LinkedHashMap<>();

    private XlsxCopy(
            ReadTask task,
            MarkingSettings limits,
            FileInMessage file,
            ZipArchive zip,
            XlsxParts parts,
            String main,
            List<XlsxWorkbook.Sheet> sheets,
            List<@Nullable XlsxLayout> layouts,
            @Nullable String styles,
            XlsxLooks looks) {
        this.task = task;
        this.limits = limits;
        this.file = file;
        this.zip = zip;
        this.parts = parts;
        this.main = main;
        this.sheets = sheets;
        this.layouts = layouts;
        this.styles = styles;
        this.looks = looks;
    }

    /** @throws Refused if the workbook cannot be marked */
    static XlsxCopy open(ReadTask task, MarkingSettings limits, FileInMessage file, TemporaryFile bytes)
            throws IOException {
        var layouts = layouts(task, file, bytes);
        var zip = ZipArchive.open(file.place(), bytes.path(), task.budget.copy());
        try {
            var parts = new XlsxParts(zip, task, file.prefix());
            var main = parts.mainPart(file.place());
            var relations = parts.relations(main);
            var sheets = new ArrayList<XlsxWorkbook.Sheet>();
            XlsxWorkbook.readMain(parts.read(main), relations, sheets);
            requireTransitional(parts, main);
            String styles = null;
            for (var relation : relations.values()) {
                styles = relation.type().equals("styles") && parts.has(relation.target()) ? relation.target() : styles;
            }
            try (var text = styles == null ? new StringReader(XlsxLooks.MINIMAL) : text(zip, styles)) {
                var looks = XlsxLooks.read(text, task.settings);
                return new XlsxCopy(task, limits, file, zip, parts, main, sheets, layouts, styles, looks);
            }
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static List<@Nullable XlsxLayout> layouts(ReadTask task, FileInMessage file, TemporaryFile bytes)
            throws IOException {
        var workbook = XlsxWorkbook.open(task, file, bytes);
        try {
            return XlsxLayout.all(workbook, task.plan, task.settings.maxRecord());
        } finally {
            workbook.close();
        }
    }

    /** The strict form has other names for everything; what is added here would not belong to it. */
    private static void requireTransitional(XlsxParts parts, String main) throws IOException {
        var events = parts.read(main);
        while (events.next() != XMLStreamConstants.START_ELEMENT) {
            continue;
        }
        var namespace = events.at().getNamespaceURI();
        if (namespace == null || namespace.startsWith(STRICT)) {
            throw Fault.WRONG_TYPE.refuse("file", "Strict Office Open XML", "XLSX");
        }
    }

    @Override
    public MarkedCopies.Form form() {
        return MarkedCopies.Form.XLSX;
    }

    @Override
    public void write(PendingRows pending, OutputStream out) throws IOException {
        var copy = new ZipArchiveOutputStream(out);
        copy.setLevel(Deflater.BEST_SPEED);
        for (int i = 0; i < sheets.size(); i++) {
            var layout = layouts.get(i);
            if (layout != null) {
                writeSheet(copy, sheets.get(i).part(), new SheetMarks(layout, pending, file.prefix(), limits));
            }
        }
        writeStyles(copy);
        writeTypes(copy);
        for (var entry : zip.entries()) {
            if (!written.contains(entry.name())) {
                zip.copyPacked(entry, copy);
            }
        }
        copy.finish();
    }

    private void writeSheet(ZipArchiveOutputStream copy, String part, SheetMarks marks) throws IOException {
        var relations = parts.relations(part);
        var comments = target(relations, "comments");
        var drawing = target(relations, "vmlDrawing");
        var newDrawing = drawing == null ? "hubNotes" : null;
        try (var text = text(zip, part)) {
            write(
                    copy,
                    part,
                    out -> new XlsxSheetCopy(
                                    new XmlSplice(part + ": ", text, out, task.settings), marks, looks, newDrawing)
                            .write());
        }
        writeComments(copy, part, marks, comments, drawing);
    }

    private void writeComments(
            ZipArchiveOutputStream copy,
            String part,
            SheetMarks marks,
            @Nullable String comments,
            @Nullable String drawing)
            throws IOException {
        var words = new XlsxComments(marks.comments(), task.settings);
        var name = part.substring(part.lastIndexOf('/') + 1).replace(".xml", "");
        var commentsPart = comments != null ? comments : "xl/hubComments-" + name + ".xml";
        var drawingPart = drawing != null ? drawing : "xl/drawings/hubNotes-" + name + ".vml";
        try (var text = comments != null ? text(zip, comments) : XlsxComments.none()) {
            write(copy, commentsPart, out -> words.write(text, out));
        }
        var shapes = drawing == null ? XlsxComments.noDrawing() : whole(drawing);
        write(copy, drawingPart, out -> words.writeDrawing(shapes, out));
        var added = new StringBuilder();
        if (comments == null) {
            newParts.put(commentsPart, COMMENTS_TYPE);
            added.append(relation("hubComments", "comments", commentsPart));
        }
        if (drawing == null) {
            added.append(relation("hubNotes", "vmlDrawing", drawingPart));
        }
        addRelations(copy, part, added.toString());
    }

    private static String relation(String id, String type, String part) {
        return "<Relationship Id=\"%s\" Type=\"%s\" Target=\"/%s\"/>".formatted(id, RELATIONS + type, part);
    }

    private void addRelations(ZipArchiveOutputStream copy, String part, String added) throws IOException {
        if (added.isEmpty()) {
            return;
        }
        int slash = part.lastIndexOf('/') + 1;
        var path = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        try (var text = parts.has(path) ? text(zip, path) : new StringReader(NO_RELATIONS)) {
            write(copy, path, out -> append(text, added, out));
        }
    }

    /** Puts something behind the last child of a document. */
    private void append(Reader text, String added, Writer out) throws IOException {
        var xml = new XmlSplice("package: ", text, out, task.settings);
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

    private void writeStyles(ZipArchiveOutputStream copy) throws IOException {
        var part = styles != null ? styles : "xl/hubStyles.xml";
        try (var text = styles != null ? text(zip, styles) : new StringReader(XlsxLooks.MINIMAL)) {
            write(copy, part, out -> looks.write(text, out));
        }
        if (styles == null) {
            newParts.put(part, STYLES_TYPE);
            addRelations(copy, main, relation("hubStyles", "styles", part));
        }
    }

    private void writeTypes(ZipArchiveOutputStream copy) throws IOException {
        var added = new StringBuilder();
        if (!hasDrawingType()) {
            added.append(
                    "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>");
        }
        newParts.forEach(
                (part, type) -> added.append("<Override PartName=\"/%s\" ContentType=\"%s\"/>".formatted(part, type)));
        try (var text = text(zip, TYPES)) {
            write(copy, TYPES, out -> append(text, added.toString(), out));
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

    private @Nullable String target(Map<String, XlsxParts.Relation> relations, String type) {
        for (var relation : relations.values()) {
            if (relation.type().equals(type) && parts.has(relation.target())) {
                return relation.target();
            }
        }
        return null;
    }

    private interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private void write(ZipArchiveOutputStream copy, String part, Content content) throws IOException {
        written.add(part);
        copy.putArchiveEntry(new ZipArchiveEntry(part));
        var out = new OutputStreamWriter(copy, StandardCharsets.UTF_8);
        content.writeTo(out);
        out.flush();
        copy.closeArchiveEntry();
    }

    private String whole(String part) throws IOException {
        try (var in = open(zip, part)) {
            return new String(in.readNBytes(MOST_DRAWING), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(ZipArchive zip, String part) throws IOException {
        var entry = zip.entry(part);
        if (entry == null) {
            throw Fault.UNREADABLE.refuse(part, null, part);
        }
        return zip.open(entry);
    }

    /** Parts of a package are UTF-8 or UTF-16 (ECMA-376 part 2, section 10.1.2); nobody writes the latter. */
    private static Reader text(ZipArchive zip, String part) throws IOException {
        return DecodedText.in(StandardCharsets.UTF_8, open(zip, part));
    }

    @Override
    public void close() {
        zip.close();
        file.close();
    }
}

package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * A marked copy of an Office Open XML workbook. Parts that nothing is said about are copied packed as they are; the sheets
 * with records, their comments and the styles are rewritten as streams. A workbook in the strict form gets no comments, as the
 * boxes they are shown in belong to the transitional form only (ECMA-376 part 4); the column of findings says everything.
 */
final class XlsxCopy implements FileCopy {
    private static final String COMMENTS_TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
    private static final String STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
    private static final int MOST_DRAWING = 32 << 20;

    /** The two forms of the format have other names for the same things. */
    private enum Dialect {
        TRANSITIONAL(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"),
        STRICT(
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
                "http://purl.oclc.org/ooxml/officeDocument/relationships/");

        private final String main;
        private final String relations;

        Dialect(String main, String relations) {
            this.main = main;
            this.relations = relations;
        }

        static Dialect of(XlsxParts parts, String part) throws IOException {
            var events = parts.read(part);
            while (events.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            var namespace = events.at().getNamespaceURI();
            for (var dialect : values()) {
                if (dialect.main.equals(namespace)) {
                    return dialect;
                }
            }
            throw Fault.WRONG_TYPE.refuse("file", namespace, "XLSX");
        }

        String minimalStyles() {
            return XlsxLooks.MINIMAL.replace(TRANSITIONAL.main, main);
        }
    }

    private final ReadTask task;
    private final MarkingSettings limits;
    private final FileInMessage file;
    private final ZipArchive zip;
    private final XlsxParts parts;
    private final Book book;
    private final List<@Nullable XlsxLayout> layouts;
    private final XlsxLooks looks;

    /** What the main part tells. @param styles null if there are none */
    private record Book(
            String main,
            Dialect dialect,
            MarkedCopies.Form form,
            List<XlsxWorkbook.Sheet> sheets,
            @Nullable String styles) {}

    private XlsxCopy(
            ReadTask task,
            MarkingSettings limits,
            FileInMessage file,
            ZipArchive zip,
            XlsxParts parts,
            Book book,
            List<@Nullable XlsxLayout> layouts,
            XlsxLooks looks) {
        this.task = task;
        this.limits = limits;
        this.file = file;
        this.zip = zip;
        this.parts = parts;
        this.book = book;
        this.layouts = layouts;
        this.looks = looks;
    }

    /** @throws Refused if the workbook cannot be marked */
    static XlsxCopy open(ReadTask task, MarkingSettings limits, FileInMessage file, TemporaryFile bytes)
            throws IOException {
        var layouts = layouts(task, file, bytes);
        var zip = ZipArchive.open(file.place(), bytes.path(), task.budget.copy());
        try {
            var parts = new XlsxParts(zip, task, file.prefix());
            var book = book(parts, file.place());
            try (var text = styles(zip, book)) {
                var looks = XlsxLooks.read(text, task.settings);
                return new XlsxCopy(task, limits, file, zip, parts, book, layouts, looks);
            }
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static Book book(XlsxParts parts, String place) throws IOException {
        var main = parts.mainPart(place);
        var relations = parts.relations(main);
        var sheets = new ArrayList<XlsxWorkbook.Sheet>();
        XlsxWorkbook.readMain(parts.read(main), relations, sheets);
        var form = parts.hasMacros() ? MarkedCopies.Form.XLSM : MarkedCopies.Form.XLSX;
        return new Book(main, Dialect.of(parts, main), form, sheets, target(parts, relations, "styles"));
    }

    private static List<@Nullable XlsxLayout> layouts(ReadTask task, FileInMessage file, TemporaryFile bytes)
            throws IOException {
        var workbook = XlsxWorkbook.openForHeaders(task, file, bytes);
        try {
            return XlsxLayout.all(workbook, task.plan, task.settings.maxRecord());
        } finally {
            workbook.close();
        }
    }

    @Override
    public MarkedCopies.Form form() {
        return book.form;
    }

    @Override
    public void write(PendingRows pending, OutputStream out) throws IOException {
        var copy = new XlsxPackageCopy(zip, parts, task.settings, out);
        for (int i = 0; i < book.sheets.size(); i++) {
            var layout = layouts.get(i);
            if (layout != null) {
                writeSheet(copy, book.sheets.get(i).part(), new SheetMarks(layout, pending, file.prefix(), limits));
            }
        }
        writeStyles(copy);
        copy.finish();
    }

    private void writeSheet(XlsxPackageCopy copy, String part, SheetMarks marks) throws IOException {
        var relations = parts.relations(part);
        boolean comments = book.dialect == Dialect.TRANSITIONAL;
        var drawing = target(parts, relations, "vmlDrawing");
        var newDrawing = comments && drawing == null ? "hubNotes" : null;
        try (var text = XlsxPackageCopy.text(zip, part)) {
            copy.write(
                    part,
                    out -> new XlsxSheetCopy(
                                    new XmlSplice(part + ": ", text, out, task.settings), marks, looks, newDrawing)
                            .write());
        }
        if (comments) {
            writeComments(copy, part, marks, target(parts, relations, "comments"), drawing);
        }
    }

    private void writeComments(
            XlsxPackageCopy copy, String part, SheetMarks marks, @Nullable String comments, @Nullable String drawing)
            throws IOException {
        var words = new XlsxComments(marks.comments(), task.settings);
        var name = part.substring(part.lastIndexOf('/') + 1).replace(".xml", "");
        var commentsPart = comments != null ? comments : "xl/hubComments-" + name + ".xml";
        var drawingPart = drawing != null ? drawing : "xl/drawings/hubNotes-" + name + ".vml";
        try (var text = comments != null ? XlsxPackageCopy.text(zip, comments) : XlsxComments.none()) {
            copy.write(commentsPart, out -> words.write(text, out));
        }
        var shapes = drawing == null ? XlsxComments.noDrawing() : whole(drawing);
        copy.write(drawingPart, out -> words.writeDrawing(shapes, out));
        copy.declareDrawings();
        if (comments == null) {
            copy.declare(commentsPart, COMMENTS_TYPE);
            copy.relate(part, "hubComments", book.dialect.relations + "comments", commentsPart);
        }
        if (drawing == null) {
            copy.relate(part, "hubNotes", book.dialect.relations + "vmlDrawing", drawingPart);
        }
    }

    private void writeStyles(XlsxPackageCopy copy) throws IOException {
        var part = book.styles != null ? book.styles : "xl/hubStyles.xml";
        try (var text = styles(zip, book)) {
            copy.write(part, out -> looks.write(text, out));
        }
        if (book.styles == null) {
            copy.declare(part, STYLES_TYPE);
            copy.relate(book.main, "hubStyles", book.dialect.relations + "styles", part);
        }
    }

    private static Reader styles(ZipArchive zip, Book book) throws IOException {
        return book.styles == null
                ? new StringReader(book.dialect.minimalStyles())
                : XlsxPackageCopy.text(zip, book.styles);
    }

    private static @Nullable String target(XlsxParts parts, Map<String, XlsxParts.Relation> relations, String type) {
        for (var relation : relations.values()) {
            if (relation.type().equals(type) && parts.has(relation.target())) {
                return relation.target();
            }
        }
        return null;
    }

    private String whole(String part) throws IOException {
        try (var in = XlsxPackageCopy.open(zip, part)) {
            return new String(in.readNBytes(MOST_DRAWING), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        zip.close();
        file.close();
    }
}

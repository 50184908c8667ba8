package cn.lvyue.hub.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** An Office Open XML workbook, sheet by sheet as a stream. */
final class XlsxWorkbook implements Workbook {
    private final XlsxParts parts;
    private final SharedStrings strings;
    private final XlsxStyles styles;
    private final boolean from1904;
    private final Iterator<Sheet> sheets;
    private final int longest;
    private @Nullable XlsxSheet sheet;

    /** A visible worksheet. */
    record Sheet(String name, String part) {}

    private XlsxWorkbook(
            XlsxParts parts,
            SharedStrings strings,
            XlsxStyles styles,
            boolean from1904,
            List<Sheet> sheets,
            int longest) {
        this.parts = parts;
        this.strings = strings;
        this.styles = styles;
        this.from1904 = from1904;
        this.sheets = sheets.iterator();
        this.longest = longest;
    }

    static XlsxWorkbook open(ReadTask task, FileInMessage file, TemporaryFile bytes) throws IOException {
        var workbook = openForHeaders(task, file, bytes);
        try {
            workbook.strings.readAll();
            return workbook;
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    /** Without reading the shared strings, of which headers need but the first. */
    static XlsxWorkbook openForHeaders(ReadTask task, FileInMessage file, TemporaryFile bytes) throws IOException {
        var parts = new XlsxParts(ZipArchive.open(file.place(), bytes.path(), task.budget), task, file.prefix());
        try {
            return open(task, file.place(), parts);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static XlsxWorkbook open(ReadTask task, String place, XlsxParts parts) throws IOException {
        var main = parts.mainPart(place);
        var relations = parts.relations(main);
        var sheets = new ArrayList<Sheet>();
        boolean from1904 = readMain(parts.readDescribing(main), relations, sheets);
        var styles = XlsxStyles.none();
        SharedStrings.Source strings = () -> null;
        for (var relation : relations.values()) {
            if (relation.type().equals("styles") && parts.has(relation.target())) {
                styles = XlsxStyles.read(parts.readDescribing(relation.target()));
            } else if (relation.type().equals("sharedStrings") && parts.has(relation.target())) {
                strings = strings(parts.read(relation.target()), task.settings.maxCell());
            }
        }
        return new XlsxWorkbook(
                parts, new SharedStrings(task.settings, strings), styles, from1904, sheets, task.settings.maxCell());
    }

    @Override
    public @Nullable String nextSheet() throws IOException {
        if (!sheets.hasNext()) {
            return null;
        }
        var next = sheets.next();
        sheet = new XlsxSheet(parts.read(next.part()), strings, styles, from1904, longest);
        return next.name();
    }

    @Override
    public boolean nextRow(SheetRow row) throws IOException {
        return sheet != null && sheet.next(row);
    }

    @Override
    public int width(SheetRow row) throws IOException {
        return sheet == null ? 0 : sheet.width();
    }

    @Override
    public void close() {
        strings.close();
        parts.close();
    }

    /** @return whether days are counted from 1904 */
    static boolean readMain(XmlEvents events, Map<String, XlsxParts.Relation> relations, List<Sheet> sheets)
            throws IOException {
        boolean from1904 = false;
        for (int event = events.next(); event != XMLStreamConstants.END_DOCUMENT; event = events.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            var name = events.at().getLocalName();
            if (name.equals("workbookPr")) {
                var flag = events.attribute("date1904");
                from1904 = "1".equals(flag) || "true".equals(flag);
            } else if (name.equals("sheet")) {
                addVisible(events, relations, sheets);
            }
        }
        return from1904;
    }

    private static void addVisible(XmlEvents events, Map<String, XlsxParts.Relation> relations, List<Sheet> sheets) {
        var state = events.attribute("state");
        var relation = relations.get(events.attribute("id"));
        var name = events.attribute("name");
        boolean visible = state == null || state.equals("visible");
        if (visible && name != null && relation != null && relation.type().equals("worksheet")) {
            sheets.add(new Sheet(name, relation.target()));
        }
    }

    private static SharedStrings.Source strings(XmlEvents events, int longest) {
        var text = new XlsxText(longest);
        return () -> {
            for (int event = events.next(); event != XMLStreamConstants.END_DOCUMENT; event = events.next()) {
                if (event == XMLStreamConstants.START_ELEMENT
                        && events.at().getLocalName().equals("si")) {
                    return text.ofItem(events);
                }
            }
            return null;
        };
    }
}

package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * The looks of marked cells: each is the look the cell had, with another fill (ECMA-376 part 1, section 18.8). A fill of an
 * earlier copy is taken back where nothing is wrong any more.
 */
final class XlsxLooks {
    /** How a cell is to look. */
    enum Look {
        REFUSED("FFFFC7CE"),
        WAITING("FFFFEB9C"),
        /** As before, but without the fill of an earlier copy. */
        CLEARED(null),
        /** Plain text of several lines. */
        WORDS(null);

        private final @Nullable String colour;

        Look(@Nullable String colour) {
            this.colour = colour;
        }
    }

    /** What a workbook without styles gets. */
    static final String MINIMAL = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
            <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>""";

    private static final Pattern COUNT = Pattern.compile("fillId\\s*=\\s*[\"'](\\d+)");
    /** More than the program itself can hold; such a file is not worth its memory. */
    private static final int MOST = 65_490;

    private record Wanted(int base, Look look) {}

    private final IntakeSettings settings;
    private final List<String> looks = new ArrayList<>();
    private final Set<Integer> ours = new HashSet<>();
    private final Map<Wanted, Integer> wanted = new LinkedHashMap<>();
    private int fills;

    private XlsxLooks(IntakeSettings settings) {
        this.settings = settings;
    }

    /** @throws Refused if the styles are not in a shape that can be added to */
    static XlsxLooks read(Reader styles, IntakeSettings settings) throws IOException {
        var read = new XlsxLooks(settings);
        read.readAll(new XmlSplice("styles: ", styles, Writer.nullWriter(), settings));
        if (read.looks.isEmpty() || read.fills == 0 || read.looks.size() > MOST) {
            throw Fault.UNREADABLE.refuse("styles", null, "XLSX");
        }
        return read;
    }

    private void readAll(XmlSplice xml) throws IOException {
        var within = "";
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (!xml.isStart(event)) {
                continue;
            }
            if (xml.events().depth() == 2) {
                within = xml.name();
            } else if (within.equals("cellXfs") && xml.events().depth() == 3) {
                looks.add(element(xml));
            } else if (within.equals("fills") && xml.name().equals("fill")) {
                fills++;
            } else if (within.equals("fills") && xml.name().equals("fgColor") && isOurs(xml)) {
                ours.add(fills - 1);
            }
            xml.copyBefore();
        }
    }

    private static boolean isOurs(XmlSplice xml) {
        var colour = xml.events().attribute("rgb");
        return colour != null && (colour.equals(Look.REFUSED.colour) || colour.equals(Look.WAITING.colour));
    }

    /** The element just begun as text, to its end. */
    private static String element(XmlSplice xml) throws IOException {
        var text = new StringBuilder(xml.raw());
        if (xml.isEmptyElement()) {
            xml.next();
            return text.toString();
        }
        int outside = xml.events().depth() - 1;
        while (xml.events().depth() > outside) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_DOCUMENT) {
                break;
            }
            boolean hollow =
                    event == XMLStreamConstants.END_ELEMENT && text.toString().endsWith(xml.raw());
            text.append(hollow ? "" : xml.raw());
        }
        return text.toString();
    }

    /** The number of the style that has a look. @param base the cell's own style */
    int style(int base, Look look) {
        int known = base >= 0 && base < looks.size() ? base : 0;
        if (look == Look.CLEARED && !isMarked(known)) {
            return known;
        }
        return wanted.computeIfAbsent(new Wanted(known, look), each -> looks.size() + wanted.size());
    }

    /** Whether a style carries the fill of an earlier copy. */
    boolean isMarked(int style) {
        if (ours.isEmpty() || style < 0 || style >= looks.size()) {
            return false;
        }
        var fill = COUNT.matcher(looks.get(style));
        return fill.find() && ours.contains(Integer.parseInt(fill.group(1)));
    }

    /** Writes the styles with those that were asked for. */
    void write(Reader styles, Writer out) throws IOException {
        var xml = new XmlSplice("styles: ", styles, out, settings);
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            boolean list = xml.events().depth() == (xml.isStart(event) ? 2 : 1);
            if (event == XMLStreamConstants.START_ELEMENT && list && isGrown(xml.name())) {
                xml.copyBefore();
                int more = xml.name().equals("fills") ? 2 : wanted.size();
                int count = xml.name().equals("fills") ? fills : looks.size();
                xml.write(XlsxWords.with(xml.raw(), "count", String.valueOf(count + more)));
                xml.drop();
            } else if (event == XMLStreamConstants.END_ELEMENT && list && isGrown(xml.name())) {
                xml.copyBefore();
                xml.write(xml.name().equals("fills") ? newFills(xml.prefix()) : newLooks(xml.prefix()));
            }
        }
        xml.copyRest();
    }

    private static boolean isGrown(String list) {
        return list.equals("fills") || list.equals("cellXfs");
    }

    private static String newFills(String prefix) {
        return fill(prefix, Look.REFUSED) + fill(prefix, Look.WAITING);
    }

    private static String fill(String prefix, Look look) {
        return ("<%1$sfill><%1$spatternFill patternType=\"solid\"><%1$sfgColor rgb=\"%2$s\"/><%1$sbgColor indexed=\"64\"/>"
                        + "</%1$spatternFill></%1$sfill>")
                .formatted(prefix, look.colour);
    }

    private String newLooks(String prefix) {
        var text = new StringBuilder();
        wanted.keySet().forEach(each -> text.append(look(looks.get(each.base()), each.look(), prefix)));
        return text.toString();
    }

    private String look(String base, Look look, String prefix) {
        int end = base.indexOf('>') + 1;
        var tag = base.substring(0, end);
        var rest = base.substring(end);
        int fill = switch (look) {
            case REFUSED -> fills;
            case WAITING -> fills + 1;
            case CLEARED, WORDS -> 0;
        };
        tag = XlsxWords.with(XlsxWords.with(tag, "fillId", String.valueOf(fill)), "applyFill", fill == 0 ? "0" : "1");
        if (look != Look.WORDS) {
            return tag + rest;
        }
        tag = XlsxWords.with(XlsxWords.with(tag, "numFmtId", "49"), "applyAlignment", "1");
        var open = tag.endsWith("/>") ? tag.substring(0, tag.length() - 2) + ">" : tag;
        return "%1$s<%2$salignment vertical=\"top\" wrapText=\"1\"/></%2$sxf>".formatted(open, prefix);
    }

    /** The look a mark asks for. */
    static Look of(MarkedCopies.Weight weight) {
        return switch (weight) {
            case REFUSED -> Look.REFUSED;
            case WAITING -> Look.WAITING;
            case NOTE -> Look.WORDS;
        };
    }
}

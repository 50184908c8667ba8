package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * The comments of one sheet (ECMA-376 part 1, section 18.7) with the boxes they are shown in, which are still drawn in VML.
 * Comments that stand there stay; where a marked cell has one, the words are put behind it.
 */
final class XlsxComments {
    static final String AUTHOR = "履约枢纽";
    private static final String NO_MORE =
            "上次退回的批注，本次未发现问题。/ A comment of an earlier return; nothing was found this time.";
    private static final String EMPTY = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>""";
    private static final String NO_DRAWING = """
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"\
             xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>""";
    private static final String SHAPE_TYPE = """
            <v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"\
             id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
            <v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>""";
    private static final String SHAPE = """
            <v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"\
             xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s%1$d" type="#_x0000_t202"\
             style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
            <v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
            <x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
            <x:Anchor>%2$d, 15, %3$d, 2, %4$d, 15, %5$d, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
            <x:Row>%3$d</x:Row><x:Column>%6$d</x:Column></x:ClientData></v:shape>""";
    /** How deep the text of a comment lies that is not made of runs. */
    private static final int PLAIN_TEXT = 4;
    /** Far from the numbers programs give themselves, sheet by sheet from 1024. */
    private static final int FIRST_SHAPE = 1 << 24;

    private final Map<String, String> words;
    private final IntakeSettings settings;
    /** Cells that have a comment and a box already. */
    private final Set<String> there = new LinkedHashSet<>();

    private int authors;
    private int ours = -1;

    XlsxComments(Map<String, String> words, IntakeSettings settings) {
        this.words = new LinkedHashMap<>(words);
        this.settings = settings;
    }

    static Reader none() {
        return new StringReader(EMPTY);
    }

    static String noDrawing() {
        return NO_DRAWING;
    }

    /** Copies a comments part with what is to be said. */
    void write(Reader part, Writer out) throws IOException {
        var xml = new XmlSplice("comments: ", part, out, settings);
        String reference = null;
        boolean own = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (xml.isStart(event)) {
                switch (xml.name()) {
                    case "author" -> readAuthor(xml);
                    case "comment" -> {
                        reference = xml.events().attribute("ref");
                        own = ours >= 0
                                && String.valueOf(ours).equals(xml.events().attribute("authorId"));
                        xml.copy();
                    }
                    case "text" -> {
                        if (reference != null && own) {
                            replace(xml, reference);
                        }
                    }
                    default -> {}
                }
                if (isList(xml.name()) && xml.isEmptyElement()) {
                    openEmpty(xml);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(xml, reference, own);
            }
        }
        xml.copyRest();
    }

    private static boolean isList(String name) {
        return name.equals("authors") || name.equals("commentList");
    }

    private void openEmpty(XmlSplice xml) throws IOException {
        xml.copyBefore();
        var tag = xml.raw();
        xml.write(tag.substring(0, tag.length() - 2) + ">");
        xml.drop();
        xml.next();
        end(xml, null, false);
        xml.write("</" + xml.prefix() + xml.name() + ">");
    }

    private void readAuthor(XmlSplice xml) throws IOException {
        var text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                xml.events().appendText(text);
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                return;
            }
        }
        if (text.toString().equals(AUTHOR)) {
            ours = authors;
        }
        authors++;
        xml.copy();
    }

    private void end(XmlSplice xml, @Nullable String reference, boolean own) throws IOException {
        switch (xml.name()) {
            case "authors" -> {
                if (ours < 0) {
                    xml.copyBefore();
                    xml.write("<%1$sauthor>%2$s</%1$sauthor>".formatted(xml.prefix(), AUTHOR));
                    ours = authors;
                }
            }
            case "t" -> {
                // a text of one piece takes no runs beside it
                boolean whole = xml.events().depth() == PLAIN_TEXT;
                if (whole && reference != null && !own && words.containsKey(reference) && there.add(reference)) {
                    xml.copyBefore();
                    xml.write(XlsxWords.escaped("\n\n" + AUTHOR + "：\n" + words.get(reference)));
                }
            }
            case "text" -> {
                if (reference != null && !own && there.add(reference) && words.containsKey(reference)) {
                    xml.copyBefore();
                    xml.write(run(xml.prefix(), "\n\n" + AUTHOR + "：\n" + words.get(reference)));
                }
            }
            case "commentList" -> {
                xml.copyBefore();
                for (var each : words.entrySet()) {
                    if (!there.contains(each.getKey())) {
                        xml.write("<%1$scomment ref=\"%2$s\" authorId=\"%3$d\"><%1$stext>%4$s</%1$stext></%1$scomment>"
                                .formatted(xml.prefix(), each.getKey(), ours, run(xml.prefix(), each.getValue())));
                    }
                }
            }
            default -> {}
        }
    }

    /** What an earlier copy said gives way to what is found now. */
    private void replace(XmlSplice xml, String reference) throws IOException {
        xml.copyBefore();
        var name = xml.prefix() + xml.name();
        xml.events().skipElement();
        xml.drop();
        there.add(reference);
        xml.write("<%1$s>%2$s</%1$s>".formatted(name, run(xml.prefix(), words.getOrDefault(reference, NO_MORE))));
    }

    private static String run(String prefix, String text) {
        return "<%1$sr><%1$st xml:space=\"preserve\">%2$s</%1$st></%1$sr>".formatted(prefix, XlsxWords.escaped(text));
    }

    /** A drawing with a box for each new comment. It is not always XML, so it is added to as text. */
    void writeDrawing(String drawing, Writer out) throws IOException {
        int end = drawing.lastIndexOf("</");
        if (end < 0) {
            out.write(drawing);
            return;
        }
        out.write(drawing, 0, end);
        if (!drawing.contains("\"_x0000_t202\"")) {
            out.write(SHAPE_TYPE);
        }
        int number = FIRST_SHAPE;
        for (var reference : words.keySet()) {
            if (!there.contains(reference)) {
                int column = ColumnLetters.columnOf(reference);
                int row = Integer.parseInt(reference.replaceAll("[A-Z]", "")) - 1;
                out.write(SHAPE.formatted(number++, column + 1, row, column + 5, row + 6, column));
            }
        }
        out.write(drawing, end, drawing.length() - end);
    }
}

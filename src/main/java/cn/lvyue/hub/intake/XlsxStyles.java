package cn.lvyue.hub.intake;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Which cell styles show a number as a date. */
final class XlsxStyles {
    private final BitSet dates = new BitSet();

    /** A workbook without styles has no dates. */
    static XlsxStyles none() {
        return new XlsxStyles();
    }

    static XlsxStyles read(XmlEvents events) throws IOException {
        var styles = new XlsxStyles();
        Map<String, String> formats = new HashMap<>();
        boolean cells = false;
        int index = 0;
        for (int event = events.next(); event != XMLStreamConstants.END_DOCUMENT; event = events.next()) {
            if (event == XMLStreamConstants.END_ELEMENT) {
                cells &= !events.at().getLocalName().equals("cellXfs");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (events.at().getLocalName()) {
                    case "numFmt" ->
                        formats.put(text(events.attribute("numFmtId")), text(events.attribute("formatCode")));
                    case "cellXfs" -> cells = true;
                    case "xf" -> {
                        if (cells) {
                            styles.dates.set(index++, isDate(text(events.attribute("numFmtId")), formats));
                        }
                    }
                    default -> {}
                }
            }
        }
        return styles;
    }

    boolean isDate(int style) {
        return style >= 0 && dates.get(style);
    }

    private static boolean isDate(String id, Map<String, String> formats) {
        var custom = formats.get(id);
        return custom != null ? DateFormats.isDate(custom) : DateFormats.isBuiltInDate(number(id));
    }

    private static int number(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String text(@Nullable String attribute) {
        return attribute == null ? "" : attribute;
    }
}

package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The rows of one worksheet part (ECMA-376 part 1, section 18.3.1), its cells by their references. */
final class XlsxSheet {
    private final XmlEvents events;
    private final SharedStrings strings;
    private final XlsxStyles styles;
    private final boolean from1904;
    private final XlsxText text;
    private int rowNumber;
    private int column;

    XlsxSheet(XmlEvents events, SharedStrings strings, XlsxStyles styles, boolean from1904, int longest) {
        this.events = events;
        this.strings = strings;
        this.styles = styles;
        this.from1904 = from1904;
        this.text = new XlsxText(longest);
    }

    /** @return false behind the last row; what follows the rows (merged cells, filters) is not read */
    boolean next(SheetRow row) throws Refused {
        while (true) {
            int event = events.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (events.at().getLocalName().equals("row")) {
                    readRow(row);
                    return true;
                }
            } else if (event == XMLStreamConstants.END_DOCUMENT || isEndOf("sheetData", event)) {
                return false;
            }
        }
    }

    /** Goes through the rows left without making anything of what they hold. @return one more than the last filled column */
    int width() throws Refused {
        int width = 0;
        while (true) {
            int event = events.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (events.at().getLocalName()) {
                    case "row" -> column = -1;
                    case "c" -> column = columnOf(events.attribute("r"));
                    case "v", "is", "f" -> width = Math.max(width, column + 1);
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_DOCUMENT || isEndOf("sheetData", event)) {
                return width;
            }
        }
    }

    private int columnOf(@Nullable String reference) {
        return reference == null ? column + 1 : Math.max(ColumnLetters.columnOf(reference), 0);
    }

    private void readRow(SheetRow row) throws Refused {
        rowNumber = number(events.attribute("r"), rowNumber + 1);
        row.begin(rowNumber);
        column = -1;
        while (true) {
            int event = events.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (events.at().getLocalName().equals("c")) {
                    readCell(row);
                } else {
                    events.skipElement();
                }
            } else if (event == XMLStreamConstants.END_DOCUMENT || isEndOf("row", event)) {
                return;
            }
        }
    }

    private void readCell(SheetRow row) throws Refused {
        var type = "n";
        int style = -1;
        column++;
        XMLStreamReader xml = events.at();
        for (int i = xml.getAttributeCount() - 1; i >= 0; i--) {
            switch (xml.getAttributeLocalName(i)) {
                case "r" -> column = Math.max(ColumnLetters.columnOf(xml.getAttributeValue(i)), 0);
                case "t" -> type = xml.getAttributeValue(i);
                case "s" -> style = number(xml.getAttributeValue(i), -1);
                default -> {}
            }
        }
        readContent(row, type, style);
    }

    private void readContent(SheetRow row, String type, int style) throws Refused {
        String formula = null;
        String value = null;
        while (true) {
            int event = events.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (events.at().getLocalName()) {
                    case "v" -> value = text.ofElement(events);
                    case "f" -> formula = text.ofElement(events);
                    case "is" -> value = text.ofItem(events);
                    default -> events.skipElement();
                }
            } else if (event == XMLStreamConstants.END_DOCUMENT || isEndOf("c", event)) {
                break;
            }
        }
        if (value != null) {
            put(row, type, style, value);
        } else if (formula != null) {
            // what it would come to nobody has worked out: not the same as an empty cell
            row.put(column, "=" + formula, CellKind.ERROR);
        }
    }

    /** Some writers number no text where a cell has none. */
    private void putShared(SheetRow row, String number) throws Refused {
        if (number.isBlank()) {
            return;
        }
        var shared = strings.get(number(number, -1));
        row.put(column, shared == null ? "#REF!" : shared, shared == null ? CellKind.ERROR : CellKind.TEXT);
    }

    private void put(SheetRow row, String type, int style, String value) throws Refused {
        switch (type) {
            case "s" -> putShared(row, value);
            case "str" -> row.put(column, XlsxText.unescaped(value), CellKind.TEXT);
            case "inlineStr" -> row.put(column, value, CellKind.TEXT);
            case "b" -> row.put(column, value.equals("1") ? "true" : "false", CellKind.BOOLEAN);
            case "e" -> row.put(column, value, CellKind.ERROR);
            case "d" -> row.put(column, isoDate(value), CellKind.DATE);
            default -> putNumber(row, style, value);
        }
    }

    private void putNumber(SheetRow row, int style, String value) {
        var decimal = SheetNumbers.decimal(value);
        if (decimal == null) {
            row.put(column, value, CellKind.ERROR);
            return;
        }
        var date = styles.isDate(style) ? SheetNumbers.date(Double.parseDouble(value), from1904) : null;
        row.put(column, date == null ? decimal : date, date == null ? CellKind.NUMBER : CellKind.DATE);
    }

    /** Strict workbooks hold dates as ISO 8601 text. */
    private static String isoDate(String value) {
        var date = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
        int point = date.indexOf('.');
        date = (point < 0 ? date : date.substring(0, point)).replace('T', ' ');
        return date.endsWith(" 00:00:00") ? date.substring(0, 10) : date;
    }

    private boolean isEndOf(String element, int event) {
        return event == XMLStreamConstants.END_ELEMENT
                && events.at().getLocalName().equals(element);
    }

    private static int number(@Nullable String digits, int otherwise) {
        if (digits == null || digits.isEmpty() || digits.length() > 9) {
            return otherwise;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return otherwise;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}

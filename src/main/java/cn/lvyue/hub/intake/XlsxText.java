package cn.lvyue.hub.intake;

import javax.xml.stream.XMLStreamConstants;

/** Texts inside an XLSX part: runs of rich text are one text, and how it is pronounced is not part of it. */
final class XlsxText {
    private final int longest;
    private final StringBuilder text = new StringBuilder();

    XlsxText(int longest) {
        this.longest = longest;
    }

    /** The text of a string item ({@code si}, {@code is}) just begun, to its end (ECMA-376 part 1, section 18.4.8). */
    String ofItem(XmlEvents events) throws Refused {
        text.setLength(0);
        int outside = events.depth() - 1;
        boolean inText = false;
        while (true) {
            switch (events.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = events.at().getLocalName();
                    if (name.equals("rPh")) {
                        events.skipElement();
                    }
                    inText = name.equals("t");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) {
                        append(events);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = false;
                    if (events.depth() == outside) {
                        return unescaped(text.toString());
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw Fault.UNREADABLE.refuse("file", null, "XLSX");
                default -> {}
            }
        }
    }

    /** The text of a simple element just begun, to its end. */
    String ofElement(XmlEvents events) throws Refused {
        text.setLength(0);
        int outside = events.depth() - 1;
        while (true) {
            int event = events.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                append(events);
            } else if (event == XMLStreamConstants.END_ELEMENT && events.depth() == outside) {
                return text.toString();
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                throw Fault.UNREADABLE.refuse("file", null, "XLSX");
            }
        }
    }

    private void append(XmlEvents events) throws Refused {
        if (text.length() <= longest) {
            events.appendText(text);
        }
    }

    /** {@code _x000D_} stands for a character XML cannot hold (ECMA-376 part 1, section 22.9.2.19). */
    static String unescaped(String text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            int code = code(text, at);
            if (code >= 0 && !Character.isSurrogate((char) code)) {
                plain.append(text, from, at).append((char) code);
                from = at + 7;
            }
            at = text.indexOf("_x", Math.max(from, at + 1));
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static int code(String text, int at) {
        if (at + 7 > text.length() || text.charAt(at + 6) != '_') {
            return -1;
        }
        int code = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}

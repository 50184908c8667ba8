package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/** The charset an XML document says it is in (XML 1.0, section 4.3.3); UTF-8 where it says nothing. */
final class XmlDeclaration {
    private static final int LONGEST = 256;
    private static final String ENCODING = "encoding";

    private XmlDeclaration() {}

    static Charset charset(BufferedInputStream bytes) throws IOException {
        var text = beginning(bytes);
        int start = text.indexOf("<?xml");
        int end = text.indexOf("?>");
        return start < 0 || start > 3 || end < start
                ? UTF_8
                : CharsetChoice.named(encoding(text.substring(start, end)), UTF_8);
    }

    /** Whether the first visible character, behind any byte order mark, is a bracket. */
    static boolean looksLikeXml(BufferedInputStream bytes) throws IOException {
        var text = beginning(bytes);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean mark = i < 4 && (c >= 0x80 || c == 0);
            if (c > ' ' && !mark) {
                return c == '<';
            }
        }
        return true;
    }

    private static String beginning(BufferedInputStream bytes) throws IOException {
        bytes.mark(LONGEST);
        byte[] first = bytes.readNBytes(LONGEST);
        bytes.reset();
        return new String(first, ISO_8859_1);
    }

    private static String encoding(String declaration) {
        int at = declaration.indexOf(ENCODING);
        if (at < 0) {
            return "UTF-8";
        }
        var rest = declaration.substring(at + ENCODING.length()).replace('\'', '"');
        int open = rest.indexOf('"');
        int close = rest.indexOf('"', open + 1);
        return open < 0 || close < 0 ? "UTF-8" : rest.substring(open + 1, close);
    }
}

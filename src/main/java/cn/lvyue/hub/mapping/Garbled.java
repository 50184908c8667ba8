package cn.lvyue.hub.mapping;

import java.nio.charset.Charset;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Recognises text that was read in a wrong character set and saved again (乱码), so that its bytes are in order and its words are
 * not: UTF-8 read as GBK (鐢ㄦ埛), UTF-8 or GBK read as Latin (Ã¥, ºÚºÓ), and what is left where characters were lost (锟斤拷, U+FFFD).
 * Rare characters of names must pass: one suspicious character proves nothing.
 */
final class Garbled {
    private static final String LOST = "字符已丢失 | characters were lost";
    private static final String UTF8_AS_GBK = "UTF-8 被当作 GBK 读取 | UTF-8 read as GBK";
    private static final String UTF8_AS_LATIN = "UTF-8 被当作 Latin-1 读取 | UTF-8 read as Latin-1";
    private static final String GBK_AS_LATIN = "GBK 被当作 Latin-1 读取 | GBK read as Latin-1";

    private static final Charset GBK = Charset.forName("GB18030");
    private static final Charset LATIN = Charset.forName("windows-1252");
    /** What GBK makes of the first two bytes of a Chinese character in UTF-8; rare in real text. */
    private static final BitSet MADE_BY_GBK = madeByGbk();
    /** Of a real text not one, of a garbled one every character. */
    private static final int LEAST_SEQUENCES = 2;

    private Garbled() {}

    /** @return what happened to the text, in both languages; null if nothing did */
    static @Nullable String what(String text) {
        int suspects = 0;
        int latin = 0;
        int beyondAscii = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c == '\uFFFD' || c == '锟' && text.startsWith("锟斤拷", i)) {
                return LOST;
            }
            beyondAscii++;
            suspects += MADE_BY_GBK.get(c) ? 1 : 0;
            latin += c < 0x100 || c >= 0x2010 && c < 0x2130 || c == 0x152 || c == 0x153 || c == 0x17D || c == 0x17E
                    ? 1
                    : 0;
        }
        if (suspects > 0 && 5 * suspects >= beyondAscii && isUtf8(text.getBytes(GBK))) {
            return UTF8_AS_GBK;
        }
        return latin >= 4 && latin == beyondAscii ? ofLatin(text.getBytes(LATIN)) : null;
    }

    private static @Nullable String ofLatin(byte[] bytes) {
        return isUtf8(bytes) ? UTF8_AS_LATIN : isGb2312(bytes) ? GBK_AS_LATIN : null;
    }

    /** Whether what is not ASCII is UTF-8 for Chinese, but for an end that was cut. */
    private static boolean isUtf8(byte[] bytes) {
        int sequences = 0;
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int lead = bytes[i] & 0xFF;
            int length = 1;
            while (length < 3 && i + length < bytes.length && (bytes[i + length] & 0xC0) == 0x80) {
                length++;
            }
            boolean cut = length < 3 && (i + length == bytes.length || bytes[i + length] == '?');
            boolean chinese = lead >= 0xE2 && lead <= 0xE9 || lead == 0xEF;
            if (!chinese || length < 3 && !cut) {
                return false;
            }
            sequences += length == 3 ? 1 : 0;
            i += length;
        }
        return sequences >= LEAST_SEQUENCES;
    }

    /** Whether what is not ASCII are pairs of bytes for the commonest Chinese characters and signs. */
    private static boolean isGb2312(byte[] bytes) {
        int pairs = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                int lead = bytes[i] & 0xFF;
                boolean common = lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3;
                if (!common || i + 1 == bytes.length || (bytes[i + 1] & 0xFF) < 0xA1) {
                    return false;
                }
                pairs++;
                i++;
            }
        }
        return pairs >= LEAST_SEQUENCES;
    }

    private static BitSet madeByGbk() {
        var made = new BitSet(1 << 16);
        for (int lead = 0xE2; lead <= 0xE9; lead++) {
            for (int trail = 0x80; trail <= 0xBF; trail++) {
                var text = new String(new byte[] {(byte) lead, (byte) trail}, GBK);
                made.set(text.charAt(0));
            }
        }
        made.clear('\uFFFD');
        return made;
    }
}

package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which charset a text stands: byte order mark, then UTF-8, then GB18030. A file saved by a Chinese Excel is
 * GBK without a mark; a few damaged lines must not turn a UTF-8 file into GB18030 or the other way round, so its lines vote.
 *
 * @param charset null while all bytes so far are ASCII
 * @param markLength bytes of the byte order mark to leave out
 */
record CharsetChoice(@Nullable Charset charset, int markLength) {
    static final Charset GB18030 = Charset.forName("GB18030");

    static @Nullable CharsetChoice byMark(byte[] bytes, int length) {
        if (starts(bytes, length, 0xEF, 0xBB, 0xBF)) {
            return new CharsetChoice(UTF_8, 3);
        }
        if (starts(bytes, length, 0xFF, 0xFE, 0, 0)) {
            return new CharsetChoice(Charset.forName("UTF-32LE"), 4);
        }
        if (starts(bytes, length, 0, 0, 0xFE, 0xFF)) {
            return new CharsetChoice(Charset.forName("UTF-32BE"), 4);
        }
        if (starts(bytes, length, 0xFF, 0xFE)) {
            return new CharsetChoice(UTF_16LE, 2);
        }
        if (starts(bytes, length, 0xFE, 0xFF)) {
            return new CharsetChoice(UTF_16BE, 2);
        }
        return starts(bytes, length, 0x84, 0x31, 0x95, 0x33) ? new CharsetChoice(GB18030, 4) : null;
    }

    /**
     * Each line is one voice, as loud as it has characters that speak for it: two-byte sequences are left out, because GBK
     * has them by accident ("元" is valid UTF-8 too).
     *
     * @return null if all is ASCII
     */
    static @Nullable Charset byVote(byte[] bytes, int from, int to, boolean last) {
        long utf8 = 0;
        long other = 0;
        boolean ascii = true;
        for (int start = from, end; start < to; start = end + 1) {
            end = lineEnd(bytes, start, to);
            int wholeEnd = end == to && !last ? wholeCharacters(bytes, start, to) : end;
            int characters = Utf8.countBeyondAscii(bytes, start, wholeEnd);
            if (characters == Utf8.INVALID) {
                other += Math.max(1, Utf8.bytesBeyondAscii(bytes, start, wholeEnd) / 2);
            } else if (characters > 0) {
                utf8 += Utf8.bytesBeyondAscii(bytes, start, wholeEnd) - 2L * characters;
                ascii = false;
            }
        }
        if (ascii && other == 0) {
            return null;
        }
        return other == 0 || utf8 > other ? UTF_8 : GB18030;
    }

    /** GBK and GB2312 are parts of GB18030 and are read as such. */
    static Charset named(String name, Charset otherwise) {
        try {
            var charset = Charset.forName(name);
            return isChinese(charset) ? GB18030 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return otherwise;
        }
    }

    static boolean isChinese(Charset charset) {
        return charset.name().equals("GBK") || charset.name().equals("GB2312") || charset.equals(GB18030);
    }

    static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int wholeCharacters(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && to - end < 4 && (bytes[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        return end > from && bytes[end - 1] < 0 ? end - 1 : end;
    }

    private static boolean starts(byte[] bytes, int length, int... mark) {
        if (length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}

package cn.lvyue.hub.intake;

/** Tells UTF-8 from other encodings, strictly as RFC 3629 has it: no overlong forms, no surrogates, no cut sequences. */
final class Utf8 {
    /** The bytes are not UTF-8. */
    static final int INVALID = -1;

    private Utf8() {}

    /** @return how many characters outside ASCII there are, or {@link #INVALID} */
    static int countBeyondAscii(byte[] bytes, int from, int to) {
        int count = 0;
        int i = from;
        while (i < to) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int length = sequence(bytes, i, to);
            if (length < 0) {
                return INVALID;
            }
            count++;
            i += length;
        }
        return count;
    }

    /**
     * Whether a line of another encoding is in truth a whole UTF-8 line. Two GBK characters may pass for UTF-8 by accident;
     * several sequences that are mostly of three bytes, as Chinese is, do not.
     */
    static boolean isSurely(byte[] bytes, int from, int to) {
        int characters = countBeyondAscii(bytes, from, to);
        return characters >= 4 && 2 * bytesBeyondAscii(bytes, from, to) > 5 * characters;
    }

    static int bytesBeyondAscii(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += bytes[i] < 0 ? 1 : 0;
        }
        return count;
    }

    private static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > to) {
            return INVALID;
        }
        int second = bytes[at + 1] & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return INVALID;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return INVALID;
            }
        }
        return length;
    }
}

package cn.lvyue.hub.quality;

import org.jspecify.annotations.Nullable;

/**
 * Text of a length counted in code points, without control characters (line breaks and tabs are text), lone surrogates or
 * the replacement character that tells of a decoding gone wrong.
 */
record TextForm(int shortest, int longest) implements Form {
    @Override
    public @Nullable Fault fault(String value) {
        int pairs = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c >= 0xD800) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1))) {
                    pairs++;
                    i++;
                } else if (isIllegal(c)) {
                    return new Fault("V110", "不含控制字符和乱码 | no control characters or garbled text");
                }
            }
        }
        int length = value.length() - pairs;
        return length < shortest || length > longest ? lengthFault() : null;
    }

    private static boolean isIllegal(char c) {
        return (c < 0xD800 && c != '\n' && c != '\r' && c != '\t') || Character.isSurrogate(c) || c >= 0xFFFD;
    }

    private Fault lengthFault() {
        return new Fault(
                "V103",
                shortest == longest
                        ? "%d个字符 | %d characters".formatted(longest, longest)
                        : "不超过%d个字符 | at most %d characters".formatted(longest, longest));
    }
}

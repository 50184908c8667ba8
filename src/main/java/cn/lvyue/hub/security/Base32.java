package cn.lvyue.hub.security;

/** Bytes as a person can type them: RFC 4648, 6, without padding. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int filled = 0;
        for (byte one : bytes) {
            buffer = buffer << Byte.SIZE | one & 0xff;
            filled += Byte.SIZE;
            while (filled >= BITS) {
                filled -= BITS;
                text.append(ALPHABET.charAt(buffer >> filled & 31));
            }
        }
        if (filled > 0) {
            text.append(ALPHABET.charAt(buffer << BITS - filled & 31));
        }
        return text.toString();
    }
}

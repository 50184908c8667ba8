package cn.lvyue.hub.intake;

/**
 * Bytes that mean nothing in the file's charset.
 *
 * @param at index of the character that stands for them, from the start of the text
 * @param what the first of the bytes in hexadecimal, or the charset they seem to be in
 */
record Damage(long at, String what) {
    /** A line of UTF-8 in a text of another charset: none of its characters beyond ASCII can be trusted. */
    static final String FOREIGN = "UTF-8";

    boolean isWholeLine() {
        return what.equals(FOREIGN);
    }
}

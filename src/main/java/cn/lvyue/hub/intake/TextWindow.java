package cn.lvyue.hub.intake;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The piece of a text that one row stands in. It grows while the row is read, up to the longest a record may be, and moves on
 * with the next; positions count from the beginning of the row, so they hold wherever the piece is moved to.
 */
final class TextWindow {
    private static final int FIRST_SIZE = 1 << 17;

    private final DecodedText text;
    private final int longest;
    private char[] chars = new char[FIRST_SIZE];
    private int filled;
    private boolean ended;
    private boolean full;
    /** Characters of the text before the first in hand. */
    private long gone;
    /** Where the row begins, where reading stands. */
    private int start;

    private int at;

    TextWindow(DecodedText text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    /** A row begins where reading stands. */
    void begin() {
        start = at;
        full = false;
    }

    /** Back to the beginning of the row. */
    void back() {
        at = start;
        full = false;
    }

    /** Back to the beginning of the text. @return false if it is no longer in hand */
    boolean rewind() {
        at = 0;
        return gone == 0;
    }

    int position() {
        return at - start;
    }

    /** Where reading stands in the whole text. */
    long place() {
        return gone + at;
    }

    /** The position in the row of a place of the text. */
    long position(long place) {
        return place - gone - start;
    }

    /** Whether there is one more character: not at the end of the text, nor when the row is as long as it may be. */
    boolean has() throws IOException {
        return at < filled || more();
    }

    boolean hasInHand() {
        return at < filled;
    }

    /** Whether the row is longer than a record may be. */
    boolean isFull() {
        return full;
    }

    /** The character reading stands before; to be asked for only where there is one. */
    char peek() {
        return chars[at];
    }

    char take() {
        return chars[at++];
    }

    /** Goes on to a delimiter or the end of the line, as far as {@link #has} would. */
    void toEndOfPlain(char delimiter) throws IOException {
        do {
            toEndOfPlainInHand(delimiter);
        } while (at == filled && more());
    }

    void toEndOfPlainInHand(char delimiter) {
        int i = at;
        int end = filled;
        char[] hand = chars;
        while (i < end) {
            char c = hand[i];
            if (c == delimiter || c == '\n' || c == '\r') {
                break;
            }
            i++;
        }
        at = i;
    }

    String text(int from, int to) {
        return new String(chars, start + from, to - from);
    }

    char charAt(int position) {
        return chars[start + position];
    }

    /** The first damage before the place where reading stands, or null; it is then forgotten. */
    @Nullable
    Damage damage() {
        return text.damageBefore(place());
    }

    /**
     * Reads on without keeping what stands between a position and the end of what is in hand.
     *
     * @param keep how much of the row is kept; the caller cuts it down to what is returned
     * @return how much was kept
     */
    int dropBehind(int keep) throws IOException {
        int end = start + keep;
        if (end == chars.length) {
            end = start + keep / 2;
        }
        gone += filled - end;
        at = end;
        filled = end;
        read();
        return end - start;
    }

    boolean isAtEnd() {
        return ended && at == filled;
    }

    private boolean more() throws IOException {
        if (ended || full) {
            return false;
        }
        if (filled == chars.length && !makeRoom()) {
            full = true;
            return false;
        }
        return read();
    }

    private boolean read() throws IOException {
        int n = text.read(chars, filled, chars.length - filled);
        ended = n < 0;
        filled += Math.max(n, 0);
        return n > 0;
    }

    private boolean makeRoom() {
        if (start > 0) {
            System.arraycopy(chars, start, chars, 0, filled - start);
            gone += start;
            at -= start;
            filled -= start;
            start = 0;
            return true;
        }
        if (chars.length >= longest) {
            return false;
        }
        chars = Arrays.copyOf(chars, Math.min(longest, chars.length * 2));
        return true;
    }
}

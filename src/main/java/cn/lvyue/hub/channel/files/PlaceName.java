package cn.lvyue.hub.channel.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The name of a file below its place. A name on a disk or a server is bytes and need not be text in any character set, so that
 * it is handled as bytes: every character of {@code raw} is one of them. Shown to people by {@link Naming}.
 *
 * @param raw parts separated by {@code /}
 */
record PlaceName(String raw) implements Comparable<PlaceName> {
    /** In bytes, for one part of a name: the limit of the usual file systems. */
    private static final int LONGEST_PART = 255;

    static PlaceName ofBytes(byte[] bytes) {
        return new PlaceName(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One part of a name that a directory lists; anything else could lead out of the place. */
    static boolean isPart(String part) {
        return !part.isEmpty()
                && !part.equals(".")
                && !part.equals("..")
                && part.indexOf('/') < 0
                && part.indexOf(0) < 0;
    }

    /** With the slash; empty at the top. */
    String folder() {
        return raw.substring(0, raw.lastIndexOf('/') + 1);
    }

    String last() {
        return raw.substring(raw.lastIndexOf('/') + 1);
    }

    int depth() {
        return (int) raw.chars().filter(character -> character == '/').count();
    }

    PlaceName in(String folder) {
        return new PlaceName(folder + "/" + raw);
    }

    PlaceName child(String part) {
        return new PlaceName(raw + "/" + part);
    }

    boolean isHidden() {
        return Arrays.stream(raw.split("/")).anyMatch(part -> part.startsWith("."));
    }

    /** Of an ASCII ending, in capitals or not. */
    boolean endsWith(String ending) {
        return raw.length() > ending.length()
                && raw.substring(raw.length() - ending.length())
                        .toLowerCase(Locale.ROOT)
                        .equals(ending);
    }

    /** Without its ending: {@code a/b.csv} becomes {@code a/b}. */
    String stem() {
        int dot = last().lastIndexOf('.');
        return dot <= 0 ? raw : folder() + last().substring(0, dot);
    }

    /**
     * The same name with an ending. A name that would get too long is cut, and told apart by a number.
     *
     * @param no of the file among all that were taken
     */
    PlaceName with(String ending, long no) {
        if (last().length() + ending.length() <= LONGEST_PART) {
            return new PlaceName(raw + ending);
        }
        var tail = "~" + no + ending;
        return new PlaceName(folder() + cut(last(), LONGEST_PART - tail.length()) + tail);
    }

    /** The same name, told apart from another file's: {@code orders.csv} becomes {@code orders~17.csv}. */
    PlaceName numbered(long no) {
        var stem = new PlaceName(stem());
        var tail = "~" + no + cut(raw.substring(stem.raw().length()), LONGEST_PART / 2);
        return new PlaceName(folder() + cut(stem.last(), LONGEST_PART - tail.length()) + tail);
    }

    /** Not in the middle of a UTF-8 character. */
    private static String cut(String part, int length) {
        if (part.length() <= length) {
            return part;
        }
        int end = length;
        while (end > length - 3 && (part.charAt(end) & 0xC0) == 0x80) {
            end--;
        }
        return part.substring(0, end);
    }

    @Override
    public int compareTo(PlaceName other) {
        return raw.compareTo(other.raw);
    }
}

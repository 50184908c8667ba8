package cn.lvyue.hub.search;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page ended: what is older follows.
 *
 * @param pack the package a search by batch has come to; 0 at its start, and for all others
 */
record Cursor(long pack, Key key) {
    static final Cursor START = new Cursor(0, Key.LAST);
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,18})\\.)?(\\d{1,18})-(\\d{1,9})");

    static Optional<Cursor> of(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        long pack = match.group(1) == null ? 0 : Long.parseLong(match.group(1));
        return Optional.of(new Cursor(pack, new Key(Long.parseLong(match.group(2)), Integer.parseInt(match.group(3)))));
    }

    String text() {
        var place = key.message() + "-" + key.row();
        return pack == 0 ? place : pack + "." + place;
    }
}

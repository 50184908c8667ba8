package cn.lvyue.hub.standard;

/**
 * A text in both languages. Where one text column has to carry both, as {@code wanted} of a finding does, they stand as
 * {@code 中文 | English}; a text without the bar is the same in both.
 */
public record Bilingual(String zh, String en) {
    private static final String BAR = " | ";

    static Bilingual of(String text) {
        int bar = text.indexOf(BAR);
        return bar < 0
                ? new Bilingual(text, text)
                : new Bilingual(text.substring(0, bar), text.substring(bar + BAR.length()));
    }

    @Override
    public String toString() {
        return zh.equals(en) ? zh : zh + BAR + en;
    }
}

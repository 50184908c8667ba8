package cn.lvyue.hub.mapping;

/** A mapping file cannot be used: the hub refuses to start. Names file and line, in Chinese and English. */
class BrokenMapping extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String zh;
    private final String en;

    /** @param line counted from 1 */
    BrokenMapping(String file, int line, String zh, String en) {
        super("%s:%d: %s / %s".formatted(file, line, zh, en));
        this.line = line;
        this.zh = zh;
        this.en = en;
    }

    /** @param setting the name of a setting that stands above a file's words */
    BrokenMapping(String setting, String zh, String en) {
        super("%s: %s / %s".formatted(setting, zh, en));
        this.line = 0;
        this.zh = zh;
        this.en = en;
    }

    /** From 1; 0 where it is a setting that is at fault. */
    int line() {
        return line;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }
}

package cn.lvyue.hub.mapping;

/** A mapping file cannot be used: the hub refuses to start. Names file and line, in Chinese and English. */
class BrokenMapping extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param line counted from 1 */
    BrokenMapping(String file, int line, String zh, String en) {
        super("%s:%d: %s / %s".formatted(file, line, zh, en));
    }

    /** @param setting the name of a setting that stands above a file's words */
    BrokenMapping(String setting, String zh, String en) {
        super("%s: %s / %s".formatted(setting, zh, en));
    }
}

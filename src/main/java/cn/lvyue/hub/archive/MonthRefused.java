package cn.lvyue.hub.archive;

/** A month that is not detached or attached now; nothing was changed. The message says why, in Chinese and in English. */
public class MonthRefused extends RuntimeException {
    /** It must stay, or is there already, or something else is under way. */
    public static final String NOT_NOW = "A104";

    /** The file is not what was written, or not to be read. */
    public static final String BAD_FILE = "A105";

    private static final long serialVersionUID = 1L;

    private final String code;

    MonthRefused(String code, String chinese, String english) {
        super(chinese + " / " + english);
        this.code = code;
    }

    /** In the catalogue of findings. */
    public String code() {
        return code;
    }

    static MonthRefused notNow(String chinese, String english) {
        return new MonthRefused(NOT_NOW, chinese, english);
    }

    static MonthRefused badFile(String chinese, String english) {
        return new MonthRefused(BAD_FILE, chinese, english);
    }
}

package cn.lvyue.hub.standard;

/** What checking one value by itself found. */
public sealed interface Checked {

    /** Nothing to say. */
    enum Right implements Checked {
        RIGHT
    }

    /** Usable, with a remark. @param code of the finding @param wanted Chinese and English, as in {@link Bilingual} */
    record Doubtful(String code, String wanted) implements Checked {}

    /** Not usable. @param code of the finding @param wanted Chinese and English, as in {@link Bilingual} */
    record Wrong(String code, String wanted) implements Checked {}
}

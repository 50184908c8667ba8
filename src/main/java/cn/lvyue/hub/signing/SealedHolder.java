package cn.lvyue.hub.signing;

/** A module that keeps sealed values: asked before a data key is destroyed. */
public interface SealedHolder {
    /** What it keeps, for people, Chinese and English. */
    String holds();

    /** Whether any value it keeps is sealed under this data key; when it cannot tell, it is. */
    boolean uses(int dataKey);
}

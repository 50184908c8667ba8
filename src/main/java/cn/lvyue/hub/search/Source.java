package cn.lvyue.hub.search;

/** Blocks in descending order of their last key. */
interface Source {
    boolean hasMore();

    /** Nothing this source still has is newer. */
    Key bound();

    Block next();
}

package cn.lvyue.hub.archive;

/** A small message that has arrived whole. */
record Post(Keeping what, byte[] body, byte[] digest) {}

package cn.lvyue.hub.archive;

/** A small message that has arrived whole, with its body as it will be stored: sealed by its own thread, before it waits for others. */
record Post(Keeping what, int size, byte[] digest, SealedBodies.Piece piece) {}

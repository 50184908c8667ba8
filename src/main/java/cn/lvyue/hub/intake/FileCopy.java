package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.OutputStream;

/** A marked copy of one file. */
interface FileCopy extends AutoCloseable {
    MarkedCopies.Form form();

    /** @param pending what is to be said, of this file and those behind it */
    void write(PendingRows pending, OutputStream out) throws IOException;

    @Override
    void close();
}

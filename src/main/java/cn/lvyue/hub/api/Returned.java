package cn.lvyue.hub.api;

import java.io.IOException;
import java.io.OutputStream;

/** What goes back to the sender of a message: its own document marked, or a report. Holds files until closed. */
interface Returned extends AutoCloseable {
    /** As the sender named it, with 退回 before the extension; no folders. */
    String filename();

    String mediaType();

    /** Writes it as a stream, once. @throws IOException if the receiver takes no more */
    void writeTo(OutputStream out) throws IOException;

    @Override
    void close();
}

package cn.lvyue.hub.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What goes back to the sender of a message: its own document marked, or a report. Holds files until closed. */
interface Returned extends AutoCloseable {
    /** As the sender named it, with 退回 before the extension; no folders. */
    String filename();

    String mediaType();

    /** What it is called beside the sender's file; empty for a report. */
    Optional<String> sideEnding();

    /** Writes it as a stream, once. @throws IOException if the receiver takes no more */
    void writeTo(OutputStream out) throws IOException;

    @Override
    void close();
}

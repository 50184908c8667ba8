package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;

/**
 * One file of a message: the message itself, or an entry of the archive it is.
 *
 * @param name of the entry; empty for the message itself
 * @param bytes unpacked and counted
 */
record FileInMessage(String name, InputStream bytes) {
    /** Stands before every place inside this file. */
    String prefix() {
        return name.isEmpty() ? "" : name + ": ";
    }

    /** The place of the file as a whole. */
    String place() {
        return name.isEmpty() ? "file" : name;
    }

    FileInMessage with(InputStream others) {
        return new FileInMessage(name, others);
    }

    void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new TemporaryFailure("a temporary file cannot be closed: " + e.getMessage(), e);
        }
    }
}

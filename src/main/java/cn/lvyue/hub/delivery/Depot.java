package cn.lvyue.hub.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Folders where files are laid down for another and found from him: of this machine, or of an SFTP server over one connection.
 * Names are without folders.
 */
interface Depot extends Closeable {
    /** A plain file as it was seen. */
    record Entry(String name, long size, Instant modified) {}

    /** Opens a depot; what was found out before may have changed since. */
    @FunctionalInterface
    interface Opening {
        Depot open() throws IOException;
    }

    /** @param most stops after so many @return none where there is no such folder */
    List<Entry> list(String folder, int most) throws IOException;

    boolean has(String folder, String name) throws IOException;

    /** @throws IOException if there is more than the limit */
    byte[] read(String folder, String name, long limit) throws IOException;

    /** Writes over an earlier file of the name. Returns once the bytes are as safe as the depot can make them. */
    void write(String folder, String name, byte[] bytes) throws IOException;

    /** Makes a file appear under another name at once and whole; never onto one that is there. */
    void move(String folder, String name, String toFolder, String toName) throws IOException;

    void remove(String folder, String name) throws IOException;
}

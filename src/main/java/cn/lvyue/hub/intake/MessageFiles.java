package cn.lvyue.hub.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The files of a message in order; one, unless the message is an archive. */
interface MessageFiles extends AutoCloseable {
    /**
     * @return null when there are no more
     * @throws IOException when the file cannot be unpacked; the next call goes on with the next file
     */
    @Nullable
    FileInMessage next() throws IOException;

    @Override
    void close();
}

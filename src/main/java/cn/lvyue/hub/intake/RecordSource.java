package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.SourceRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one file inside a message, pulled one at a time. */
interface RecordSource extends AutoCloseable {
    /**
     * @return null when there are no more
     * @throws Refused when the rest of the file cannot be read
     * @throws IOException likewise, where a parser or unpacker says so in its own words
     */
    @Nullable
    SourceRecord next() throws IOException;

    @Override
    void close();
}

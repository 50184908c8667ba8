package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import java.nio.file.Path;

/** One sample file. @param name its path below the samples folder, with slashes */
record Sample(FeedId feed, String name, Path file) {
    /** {@code input.table.json} is what the channel {@code table} archives; all else is a file. */
    Channel channel() {
        return name.contains("/input.table.") ? Channel.TABLE : Channel.FILE;
    }
}

package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import java.nio.file.Path;

/** One sample file. @param name its path below the samples folder, with slashes */
record Sample(FeedId feed, String name, Path file) {}

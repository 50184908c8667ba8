package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Versions of mappings that people published while the hub ran. */
public interface PublishedVersions {

    /** A version from the moment it counts. */
    record Placed(long publication, FeedId feed, String version, Instant effectiveAt) {}

    /** All that are approved, in the order in which they take effect. */
    List<Placed> approved();

    /** The text of a version that was published, or stood in a file once. */
    Optional<MappingTexts.Text> text(FeedId feed, String version);

    /** Notes what the files say that the hub starts with. */
    void started(List<MappingTexts.Text> files);
}

package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.mapping.PublishedVersions;
import cn.lvyue.hub.mapping.PublishedVersions.Placed;
import cn.lvyue.hub.publishing.Publications;
import cn.lvyue.hub.publishing.Publications.Publication;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which mapping of each feed is in force, where it is from, and what comes after it. */
@Component
public class MappingViews {
    private final Mappings mappings;
    private final MappingTexts texts;
    private final Publications publications;
    private final PublishedVersions published;
    private final Clock clock;

    MappingViews(
            Mappings mappings,
            MappingTexts texts,
            Publications publications,
            PublishedVersions published,
            Clock clock) {
        this.mappings = mappings;
        this.texts = texts;
        this.publications = publications;
        this.published = published;
        this.clock = clock;
    }

    /**
     * @param publication that brought it into force; null where the file counts
     * @param since when it took effect; of a file, when the hub was first started with it, null where that is not known
     * @param planned approved and not in force yet, the next first
     */
    public record InForce(
            Text text,
            String digest,
            @Nullable Publication publication,
            @Nullable Instant since,
            String file,
            String fileVersion,
            List<Placed> planned) {
        /** Whether the file says something else than what is in force. */
        public boolean fileDiffers() {
            return !fileVersion.equals(text.version());
        }
    }

    /** In the order of their ids. */
    public List<InForce> all() {
        var approved = published.approved();
        return mappings.feeds().stream().map(feed -> of(feed, approved)).toList();
    }

    public InForce of(FeedId feed) {
        return of(feed, published.approved());
    }

    private InForce of(FeedId feed, List<Placed> approved) {
        var origin = texts.origin(feed);
        var text = texts.text(feed, origin.version()).orElseThrow();
        var id = origin.publication();
        var now = clock.instant();
        var since = id == null
                ? publications
                        .fileStart(feed)
                        .filter(start -> start.version().equals(origin.version()))
                        .map(Publications.FileStart::at)
                        .orElse(null)
                : origin.since();
        return new InForce(
                text,
                Sm3.hex(text.text().getBytes(StandardCharsets.UTF_8)),
                id == null ? null : publications.find(id).orElse(null),
                since,
                origin.file(),
                origin.fileVersion(),
                approved.stream()
                        .filter(placed -> placed.feed().equals(feed)
                                && placed.effectiveAt().isAfter(now))
                        .toList());
    }

    /** A feed by the text of its id; empty if there is none. */
    public Optional<FeedId> feed(String id) {
        return mappings.feeds().stream().filter(feed -> feed.value().equals(id)).findFirst();
    }
}

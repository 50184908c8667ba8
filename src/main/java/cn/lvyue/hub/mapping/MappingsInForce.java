package cn.lvyue.hub.mapping;

import cn.lvyue.hub.mapping.PublishedVersions.Placed;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.standard.StandardPacks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Which version of each feed's mapping counts: the file's, until a published one takes effect; from then on what is published. What is
 * published is looked up anew when the last look is older than a second, so that every node knows of an approval before it counts.
 */
@Component("mapping")
class MappingsInForce implements Mappings, MappingTexts, MappingWorkshop {
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private final CompiledMappings files;
    private final MappingSettings settings;
    private final StandardPacks packs;
    private final @Nullable PublishedVersions published;
    private final Clock clock;
    private final Map<Name, MappingForms> compiled = new ConcurrentHashMap<>();
    private volatile Look look;

    private record Name(FeedId feed, String version) {}

    private record Look(long at, List<Placed> approved) {}

    /** @throws BrokenMapping if a file, or a published version that counts now or later, has a fault: the hub does not start then */
    MappingsInForce(
            MappingSettings settings, StandardPacks packs, ObjectProvider<PublishedVersions> published, Clock clock) {
        this.settings = settings;
        this.packs = packs;
        this.clock = clock;
        this.files = new CompiledMappings(settings, packs);
        this.published = settings.publishedMappings() ? published.getIfAvailable() : null;
        this.look = lookUp();
        files.feeds().forEach(feed -> forms(feed, version(feed)));
        look.approved().stream()
                .filter(placed -> knows(placed.feed()) && placed.effectiveAt().isAfter(clock.instant()))
                .forEach(placed -> forms(placed.feed(), placed.version()));
    }

    /** So that every version that ever counted can be told, and published again. */
    @EventListener(ApplicationReadyEvent.class)
    void noteStart() {
        if (published != null) {
            published.started(files.feeds().stream().map(files::text).toList());
        }
    }

    private Look lookUp() {
        return new Look(System.nanoTime(), published == null ? List.of() : published.approved());
    }

    private void lookAgain() {
        if (published != null && System.nanoTime() - look.at() > LOOK_AGAIN) {
            look = lookUp();
        }
    }

    private Optional<Placed> placed(FeedId feed) {
        lookAgain();
        var now = clock.instant();
        Placed last = null;
        for (var each : look.approved()) {
            if (each.feed().equals(feed) && !each.effectiveAt().isAfter(now)) {
                last = each;
            }
        }
        return Optional.ofNullable(last);
    }

    @Override
    public List<FeedId> feeds() {
        return files.feeds();
    }

    @Override
    public boolean knows(FeedId feed) {
        return files.knows(feed);
    }

    @Override
    public FeedName name(FeedId feed) {
        return forms(feed, version(feed)).name();
    }

    @Override
    public String version(FeedId feed) {
        return placed(feed).map(Placed::version).orElseGet(() -> files.version(feed));
    }

    @Override
    public String usable(FeedId feed, String version) {
        return isOfFile(feed, version) || text(feed, version).isPresent() ? version : version(feed);
    }

    @Override
    public ReadPlan readPlan(FeedId feed, Channel channel) {
        return readPlan(feed, channel, version(feed));
    }

    @Override
    public ReadPlan readPlan(FeedId feed, Channel channel, String version) {
        return forms(feed, version).of(channel).plan();
    }

    @Override
    public String pack(FeedId feed) {
        return pack(feed, version(feed));
    }

    @Override
    public String pack(FeedId feed, String version) {
        return forms(feed, version).usual().pack();
    }

    @Override
    public Optional<DueRule> due(FeedId feed) {
        return forms(feed, version(feed)).due();
    }

    @Override
    public Chunk<Mapped> map(Chunk<SourceRecord> chunk) {
        return map(chunk, version(chunk.message().feed()));
    }

    @Override
    public Chunk<Mapped> map(Chunk<SourceRecord> chunk, String version) {
        return forms(chunk.message().feed(), version).map(chunk);
    }

    @Override
    public Optional<Text> today(FeedId feed) {
        return knows(feed) ? text(feed, version(feed)) : Optional.empty();
    }

    @Override
    public Text ofFile(FeedId feed) {
        return files.text(feed);
    }

    @Override
    public Optional<Text> text(FeedId feed, String version) {
        if (isOfFile(feed, version)) {
            return Optional.of(files.text(feed));
        }
        return published == null ? Optional.empty() : published.text(feed, version);
    }

    @Override
    public Origin origin(FeedId feed) {
        var placed = placed(feed).orElse(null);
        var file = String.valueOf(files.file(feed));
        return placed == null
                ? new Origin(files.version(feed), null, null, file, files.version(feed))
                : new Origin(placed.version(), placed.publication(), placed.effectiveAt(), file, files.version(feed));
    }

    @Override
    public Optional<Explainer> explainer(Text text, Channel channel) {
        try {
            var mapping = compile(text).of(channel);
            return mapping.version().equals(text.version()) ? Optional.of(new Explained(mapping)) : Optional.empty();
        } catch (BrokenMapping withTodaysPacks) {
            return Optional.empty();
        }
    }

    /** One compiled mapping, asked record by record. */
    private record Explained(FeedMapping mapping) implements Explainer {
        @Override
        public ReadPlan plan() {
            return mapping.plan();
        }

        @Override
        public List<Derivation> explain(SourceRecord source) {
            return mapping.explain(source);
        }
    }

    @Override
    public Checked check(FeedId feed, String text) {
        try {
            var mapping = MappingFile.compile(feed + ".yaml", text, packs, settings::due)
                    .usual();
            var pack = files.pack(feed);
            if (!mapping.pack().equals(pack)) {
                return new Faulty(
                        0,
                        "标准包应为 %s：换包须改文件并重启".formatted(pack),
                        "the pack must be %s: another one takes a change of the file and a restart".formatted(pack));
            }
            return new Good(new Text(feed, mapping.version(), mapping.pack(), text));
        } catch (BrokenMapping broken) {
            return new Faulty(broken.line(), broken.zh(), broken.en());
        }
    }

    @Override
    public MappingTable table(Text text) {
        return compile(text).table().get();
    }

    @Override
    public List<MappingChange> changes(Text before, Text after) {
        var file = before.feed() + ".yaml";
        return MappingChanges.between(YamlTable.parse(file, before.text()), YamlTable.parse(file, after.text()));
    }

    @Override
    public Mappings with(Text text) {
        return new OneMapping(text.feed(), compile(text));
    }

    private boolean isOfFile(FeedId feed, String version) {
        return knows(feed) && files.version(feed).equals(version);
    }

    private MappingForms forms(FeedId feed, String version) {
        if (!knows(feed) || isOfFile(feed, version)) {
            return files.forms(feed);
        }
        var known = compiled.get(new Name(feed, version));
        return known != null ? known : compiled(new Name(feed, version));
    }

    private MappingForms compiled(Name name) {
        var text = text(name.feed(), name.version())
                .orElseThrow(() -> new IllegalStateException("来源 %s 没有映射版本 %s / feed %s has no mapping of version %s"
                        .formatted(name.feed(), name.version(), name.feed(), name.version())));
        var forms = compile(text);
        compiled.put(name, forms);
        return forms;
    }

    private MappingForms compile(Text text) {
        return MappingFile.compile(text.feed() + ".yaml", text.text(), packs, settings::due);
    }
}

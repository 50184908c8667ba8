package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.Explainer;
import cn.lvyue.hub.mapping.MappingChange;
import cn.lvyue.hub.mapping.MappingTable;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingWorkshop;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mappings that know two feeds by name and map nothing. */
class TwoFeeds implements Mappings, MappingTexts, MappingWorkshop {
    @Override
    public List<FeedId> feeds() {
        return List.of(new FeedId("credit-site"), new FeedId("hotline-12345"));
    }

    @Override
    public boolean knows(FeedId feed) {
        return feeds().contains(feed);
    }

    @Override
    public ReadPlan readPlan(FeedId feed, Channel channel) {
        return new ReadPlan(
                feed,
                ReadPlan.Format.CSV,
                List.of("工单编号", "诉求内容"),
                "",
                Map.of(),
                Map.of(),
                1,
                1,
                List.of(),
                List.of(),
                List.of("工单编号"),
                "auto",
                null);
    }

    @Override
    public String version(FeedId feed) {
        return "7";
    }

    @Override
    public String pack(FeedId feed) {
        return "complaint-2023";
    }

    @Override
    public Chunk<Mapped> map(Chunk<SourceRecord> chunk) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Text> today(FeedId feed) {
        return knows(feed) ? Optional.of(ofFile(feed)) : Optional.empty();
    }

    @Override
    public Text ofFile(FeedId feed) {
        return new Text(feed, version(feed), pack(feed), "feed: " + feed);
    }

    @Override
    public Optional<Text> text(FeedId feed, String version) {
        return today(feed).filter(text -> text.version().equals(version));
    }

    @Override
    public Origin origin(FeedId feed) {
        return new Origin(version(feed), null, null, feed + ".yaml", version(feed));
    }

    @Override
    public Optional<Explainer> explainer(Text text, Channel channel) {
        return Optional.empty();
    }

    @Override
    public Checked check(FeedId feed, String text) {
        return text.startsWith("feed: " + feed)
                ? new Good(new Text(feed, "8", pack(feed), text))
                : new Faulty(1, "缺少“feed”", "'feed' is missing");
    }

    @Override
    public MappingTable table(Text text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MappingChange> changes(Text before, Text after) {
        return List.of();
    }

    @Override
    public Mappings with(Text text) {
        return this;
    }
}

package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;
import java.util.Map;

/** Mappings that know two feeds by name and map nothing. */
class TwoFeeds implements Mappings {
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
}

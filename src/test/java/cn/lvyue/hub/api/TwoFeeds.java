package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;

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
        throw new UnsupportedOperationException();
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

package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;

/** A feed by itself, with a mapping that need not be in force. */
record OneMapping(FeedId feed, MappingForms forms) implements Mappings {
    @Override
    public List<FeedId> feeds() {
        return List.of(feed);
    }

    @Override
    public boolean knows(FeedId asked) {
        return feed.equals(asked);
    }

    @Override
    public FeedName name(FeedId asked) {
        return forms.name();
    }

    @Override
    public ReadPlan readPlan(FeedId asked, Channel channel) {
        return forms.of(channel).plan();
    }

    @Override
    public String version(FeedId asked) {
        return forms.usual().version();
    }

    @Override
    public String pack(FeedId asked) {
        return forms.usual().pack();
    }

    @Override
    public Chunk<Mapped> map(Chunk<SourceRecord> chunk) {
        return forms.map(chunk);
    }
}

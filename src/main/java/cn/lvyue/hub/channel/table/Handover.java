package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Reception;
import java.io.ByteArrayInputStream;

/** Takes registered batches to the archive. A batch that is handed over twice is one message. */
final class Handover {
    private final String name;
    private final TableSource source;
    private final FeedId feed;
    private final BatchStore batches;
    private final Reception reception;

    Handover(String name, TableSource source, BatchStore batches, Reception reception) {
        this.name = name;
        this.source = source;
        this.feed = feedOf(name, source);
        this.batches = batches;
        this.reception = reception;
    }

    static FeedId feedOf(String name, TableSource source) {
        return new FeedId(source.feed() == null ? name : source.feed());
    }

    void archive(OpenBatch batch) {
        var filename = "%s-%d.json".formatted(source.table(), batch.id());
        var onceKey = "table:" + name + ":" + batch.id();
        var body = new ByteArrayInputStream(batches.body(batch.id()));
        var message = reception.receive(new Arrival(feed, Channel.TABLE, filename, "application/json", onceKey, body));
        if (source.isReadOnly()) {
            batches.close(batch.id());
        } else {
            batches.archived(batch.id(), message.id());
        }
    }
}

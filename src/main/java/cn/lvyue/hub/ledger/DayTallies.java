package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What one transaction adds to the sums, by the days its messages were archived on. */
final class DayTallies {
    /** One line of the sums. */
    record Day(LocalDate day, FeedId feed, Channel channel) {}

    private final ZoneId zone;
    private final Map<Day, ChunkTally> tallies = new LinkedHashMap<>();

    /** @param clock whose zone says when a day begins */
    DayTallies(Clock clock) {
        this.zone = clock.getZone();
    }

    ChunkTally of(Message message) {
        var day = LocalDate.ofInstant(message.receivedAt(), zone);
        return tallies.computeIfAbsent(new Day(day, message.feed(), message.channel()), key -> new ChunkTally());
    }

    void each(BiConsumer<Day, ChunkTally> what) {
        tallies.forEach(what);
    }
}

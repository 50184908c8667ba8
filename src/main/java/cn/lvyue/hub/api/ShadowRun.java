package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.standard.Rulebooks;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads archived messages with the mappings in use and with changed ones, side by side and without effect; two chunks are in memory. */
@Component
class ShadowRun {
    private static final int PAGE = 500;

    private final Archive archive;
    private final RecordReaders readers;
    private final Replays replays;
    private final Side inUse;
    private final StoredFields stored;
    private final Clock clock;

    /** One way to read a message. */
    record Side(Mappings mappings, Inspection inspection, StandardPacks packs) {}

    ShadowRun(
            Archive archive,
            RecordReaders readers,
            Replays replays,
            Mappings mappings,
            Inspection inspection,
            StandardPacks packs,
            StoredFields stored,
            Clock clock) {
        this.archive = archive;
        this.readers = readers;
        this.replays = replays;
        this.inUse = new Side(mappings, inspection, packs);
        this.stored = stored;
        this.clock = clock;
    }

    /** Compiles changed mappings and packs. @throws RuntimeException naming file and place if they are not in order */
    Side load(Path folder) {
        return new Side(
                Mappings.load(folder), Inspection.by(Rulebooks.load(folder), clock), StandardPacks.load(folder));
    }

    /**
     * @param feed null for all that have a mapping on both sides
     * @param most records to read at most
     */
    ShadowAnswer run(Side changed, @Nullable FeedId feed, int days, long most) {
        var differences = new ShadowDifferences(stored);
        var from = clock.instant().minus(Duration.ofDays(days));
        long after = 0;
        long messages = 0;
        long left = most;
        for (var page = replays.archived(feed, from, after, PAGE);
                !page.isEmpty();
                page = replays.archived(feed, from, after, PAGE)) {
            for (var message : page) {
                after = message.id();
                if (inUse.mappings().knows(message.feed()) && changed.mappings().knows(message.feed())) {
                    messages++;
                    left -= compare(message, changed, differences, left);
                    if (left <= 0) {
                        return differences.answer(messages, true);
                    }
                }
            }
        }
        return differences.answer(messages, false);
    }

    private long compare(Message message, Side changed, ShadowDifferences differences, long most) {
        var id = message.feed();
        differences.feed(
                id.value(), inUse.mappings().version(id), changed.mappings().version(id));
        var pack = changed.packs().pack(changed.mappings().pack(id));
        long records = 0;
        try (var before = new Reading(message, inUse);
                var after = new Reading(message, changed)) {
            for (Inspected old = before.peek(), now = after.peek();
                    (old != null || now != null) && records < most;
                    old = before.peek(), now = after.peek()) {
                boolean hasOld = old != null && (now == null || old.row() <= now.row());
                boolean hasNow = now != null && (old == null || now.row() <= old.row());
                differences.add(message, hasOld ? old : null, hasNow ? now : null, pack);
                records++;
                if (hasOld) {
                    before.take();
                }
                if (hasNow) {
                    after.take();
                }
            }
        }
        return records;
    }

    /** The records of a message in the order of their rows. */
    private final class Reading implements AutoCloseable {
        private final RecordReaders.Reading chunks;
        private final Side side;
        private final String pack;
        private final Deque<Inspected> ready = new ArrayDeque<>();

        Reading(Message message, Side side) {
            this.side = side;
            this.pack = side.mappings().pack(message.feed());
            this.chunks = readers.read(
                    message,
                    side.mappings().readPlan(message.feed(), message.channel()),
                    archive.open(message.id()),
                    0);
        }

        @Nullable
        Inspected peek() {
            while (ready.isEmpty() && chunks.hasNext()) {
                ready.addAll(side.inspection()
                        .inspect(side.mappings().map(chunks.next()), pack)
                        .items());
            }
            return ready.peek();
        }

        void take() {
            ready.remove();
        }

        @Override
        public void close() {
            chunks.close();
        }
    }
}

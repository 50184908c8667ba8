package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingWorkshop;
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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads archived messages with the mappings in use and with changed ones, side by side and without effect; two chunks are in memory. */
@Component
class ShadowRun {
    private static final int PAGE = 500;
    private static final int TOLD_EVERY = 1_000;

    private final Archive archive;
    private final RecordReaders readers;
    private final Replays replays;
    private final Side inUse;
    private final MappingWorkshop workshop;
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
            MappingWorkshop workshop,
            StoredFields stored,
            Clock clock) {
        this.archive = archive;
        this.readers = readers;
        this.replays = replays;
        this.inUse = new Side(mappings, inspection, packs);
        this.workshop = workshop;
        this.stored = stored;
        this.clock = clock;
    }

    /** Compiles changed mappings and packs. @throws RuntimeException naming file and place if they are not in order */
    Side load(Path folder) {
        return new Side(
                Mappings.load(folder), Inspection.by(Rulebooks.load(folder), clock), StandardPacks.load(folder));
    }

    /** A feed's mapping as a text says, with the packs in use. @throws RuntimeException if it is not in order */
    Side with(MappingTexts.Text text) {
        return new Side(workshop.with(text), inUse.inspection(), inUse.packs());
    }

    /** Told now and then while a run goes on. */
    interface Watch {
        /** @return whether it is to go on */
        boolean read(long messages, long records, long differing);
    }

    /**
     * @param feed null for all that have a mapping on both sides
     * @param most records to read at most
     */
    ShadowAnswer run(Side changed, @Nullable FeedId feed, int days, long most) {
        var from = clock.instant().minus(Duration.ofDays(days));
        return run(inUse, changed, feed, from, most, (messages, records, differing) -> true);
    }

    ShadowAnswer run(Side before, Side changed, @Nullable FeedId feed, Instant from, long most, Watch watch) {
        var turn = new Turn(before, changed, new ShadowDifferences(stored), watch, most);
        long after = 0;
        for (var page = replays.archived(feed, from, after, PAGE);
                !page.isEmpty();
                page = replays.archived(feed, from, after, PAGE)) {
            for (var message : page) {
                after = message.id();
                if (before.mappings().knows(message.feed())
                        && changed.mappings().knows(message.feed())) {
                    turn.take(message);
                    if (turn.isOver()) {
                        return turn.differences.answer(turn.messages, true);
                    }
                }
            }
        }
        return turn.differences.answer(turn.messages, false);
    }

    /** One run. */
    private final class Turn {
        private final Side before;
        private final Side changed;
        private final ShadowDifferences differences;
        private final Watch watch;
        private long left;
        private long messages;
        private long records;
        private boolean stopped;

        Turn(Side before, Side changed, ShadowDifferences differences, Watch watch, long most) {
            this.before = before;
            this.changed = changed;
            this.differences = differences;
            this.watch = watch;
            this.left = most;
        }

        boolean isOver() {
            return stopped || left <= 0;
        }

        void take(Message message) {
            compare(message);
            messages++;
            tell();
        }

        private void tell() {
            stopped |= !watch.read(messages, records, differences.differing());
        }

        private void compare(Message message) {
            var id = message.feed();
            differences.feed(
                    id.value(),
                    before.mappings().version(id),
                    changed.mappings().version(id));
            var pack = changed.packs().pack(changed.mappings().pack(id));
            try (var as = new Reading(message, before);
                    var other = new Reading(message, changed)) {
                for (Inspected old = as.peek(), now = other.peek();
                        (old != null || now != null) && !isOver();
                        old = as.peek(), now = other.peek()) {
                    boolean hasOld = old != null && (now == null || old.row() <= now.row());
                    boolean hasNow = now != null && (old == null || now.row() <= old.row());
                    differences.add(message, hasOld ? old : null, hasNow ? now : null, pack);
                    left--;
                    if (++records % TOLD_EVERY == 0) {
                        tell();
                    }
                    if (hasOld) {
                        as.take();
                    }
                    if (hasNow) {
                        other.take();
                    }
                }
            }
        }
    }

    /** The records of a message in the order of their rows. */
    private final class Reading implements AutoCloseable {
        private final RecordReaders.Reading chunks;
        private final Side side;
        private final String version;
        private final String pack;
        private final Deque<Inspected> ready = new ArrayDeque<>();

        Reading(Message message, Side side) {
            this.side = side;
            this.version = side.mappings().version(message.feed());
            this.pack = side.mappings().pack(message.feed(), version);
            this.chunks = readers.read(
                    message,
                    side.mappings().readPlan(message.feed(), message.channel(), version),
                    archive.open(message.id()),
                    0);
        }

        @Nullable
        Inspected peek() {
            while (ready.isEmpty() && chunks.hasNext()) {
                ready.addAll(side.inspection()
                        .inspect(side.mappings().map(chunks.next(), version), pack)
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

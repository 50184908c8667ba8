package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.replay.Replays;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How well a feed's mapping in force fills the standard: by the records that came last, read again from the archive. */
@Component
public class MappingCoverage {
    /** Enough to tell a field that is mostly empty from one that is not, and quick to read. */
    private static final int RECORDS = 1_000;

    private static final int MESSAGES = 200;
    /** A large message is read up to its first records, but a workbook has to be opened whole. */
    private static final long LARGEST = 16L << 20;

    private static final String REPAIRED = "N101";
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Replays replays;
    private final Archive archive;
    private final RecordReaders readers;
    private final Mappings mappings;
    private final Inspection inspection;
    private final StoredFields stored;
    private final Clock clock;
    private final Map<FeedId, Known> known = new ConcurrentHashMap<>();

    private record Known(String version, Instant at, Coverage coverage) {}

    MappingCoverage(
            Replays replays,
            Archive archive,
            RecordReaders readers,
            Mappings mappings,
            Inspection inspection,
            StoredFields stored,
            Clock clock) {
        this.replays = replays;
        this.archive = archive;
        this.readers = readers;
        this.mappings = mappings;
        this.inspection = inspection;
        this.stored = stored;
        this.clock = clock;
    }

    /** @param messages read, the latest; {@code records} in them */
    @Schema(name = "MappingCoverage", description = "按最近归档的记录统计 / By the records archived last")
    public record Coverage(String version, long messages, long records, Map<String, Share> fields) {}

    /**
     * Records of those read.
     *
     * @param filled that have a value
     * @param faulted whose value, or lack of one, rejects or parks the record
     * @param remarked that have a remark on it
     */
    @Schema(name = "MappingShare")
    public record Share(long filled, long faulted, long remarked) {
        Share plus(boolean fills, boolean isFaulted, boolean isRemarked) {
            return new Share(filled + (fills ? 1 : 0), faulted + (isFaulted ? 1 : 0), remarked + (isRemarked ? 1 : 0));
        }
    }

    /** Counted anew when the last count is older than a minute or of another version. */
    public Coverage of(FeedId feed) {
        var version = mappings.version(feed);
        var now = clock.instant();
        var last = known.get(feed);
        if (last != null
                && last.version().equals(version)
                && last.at().plus(FRESH).isAfter(now)) {
            return last.coverage();
        }
        var coverage = count(feed, version);
        known.put(feed, new Known(version, now, coverage));
        return coverage;
    }

    private Coverage count(FeedId feed, String version) {
        var fields = new TreeMap<String, Share>();
        long messages = 0;
        long records = 0;
        for (var message : replays.latest(feed, MESSAGES)) {
            if (records >= RECORDS) {
                break;
            }
            if (message.size() <= LARGEST) {
                records += count(message, version, RECORDS - records, fields);
                messages++;
            }
        }
        return new Coverage(version, messages, records, new LinkedHashMap<>(fields));
    }

    private long count(Message message, String version, long most, Map<String, Share> fields) {
        var feed = message.feed();
        long records = 0;
        try (var reading = readers.read(
                message, mappings.readPlan(feed, message.channel(), version), archive.open(message.id()), 0)) {
            while (reading.hasNext() && records < most) {
                var chunk = inspection.inspect(mappings.map(reading.next(), version), mappings.pack(feed, version));
                for (var record : chunk.items()) {
                    if (records < most) {
                        count(record, fields);
                        records++;
                    }
                }
            }
        }
        return records;
    }

    private void count(Inspected record, Map<String, Share> fields) {
        var filled = stored.read(record.fields());
        var faulted = new HashSet<String>();
        var remarked = new HashSet<String>();
        for (var finding : record.findings()) {
            var field = finding.field();
            if (field != null) {
                (isRemark(finding) ? remarked : faulted).add(field);
                if (finding.code().equals(REPAIRED)) {
                    remarked.remove(field);
                }
            }
        }
        var concerned = new HashSet<>(filled.keySet());
        concerned.addAll(faulted);
        concerned.addAll(remarked);
        for (var field : concerned) {
            fields.merge(
                    field,
                    new Share(0, 0, 0)
                            .plus(filled.containsKey(field), faulted.contains(field), remarked.contains(field)),
                    (one, other) -> new Share(
                            one.filled() + other.filled(),
                            one.faulted() + other.faulted(),
                            one.remarked() + other.remarked()));
        }
    }

    private static boolean isRemark(Finding finding) {
        return finding.severity() == Severity.REMARK;
    }
}

package cn.lvyue.hub.api.command;

import cn.lvyue.hub.api.FindingAnswer;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.StandardPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads, maps and inspects a file as the hub would, up to the ledger; one chunk is in memory. */
final class DryRun {
    private final OfflineHub hub;
    private final DryRunPrint print;
    private final boolean unmask;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int read;

    DryRun(OfflineHub hub, DryRunPrint print, boolean unmask) {
        this.hub = hub;
        this.print = print;
        this.unmask = unmask;
    }

    /**
     * @param channel tells the form of the data, where a feed has several
     * @return whether the file could be read
     */
    boolean of(FeedId feed, Channel channel, Path file) {
        var packId = hub.mappings().pack(feed);
        var pack = Optional.of(hub.packs().pack(packId));
        ReadEnd end = null;
        try (var bytes = Files.newInputStream(file);
                var chunks =
                        hub.readers()
                        .read(message(feed, channel, file), hub.mappings().readPlan(feed, channel), bytes, 0)) {
            while (chunks.hasNext()) {
                var chunk = hub.inspection().inspect(hub.mappings().map(chunks.next()), packId);
                take(chunk, pack);
                end = chunk.end() == null ? end : chunk.end();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return summary(end, pack);
    }

    private void take(Chunk<Inspected> chunk, Optional<StandardPack> pack) {
        for (var record : chunk.items()) {
            read++;
            verdicts.merge(record.verdict(), 1, Integer::sum);
            print.record(record, hub.findings().of(record.findings(), pack, unmask));
        }
        print.progress(read);
    }

    private boolean summary(@Nullable ReadEnd end, Optional<StandardPack> pack) {
        boolean readable = end != null && !end.unreadable();
        List<FindingAnswer> findings = end == null ? List.of() : hub.findings().of(end.findings(), pack, unmask);
        print.summary(new Summary(
                readable,
                read,
                verdicts.getOrDefault(Verdict.CLEAR, 0),
                verdicts.getOrDefault(Verdict.PARKED, 0),
                verdicts.getOrDefault(Verdict.REJECTED, 0),
                findings));
        return readable;
    }

    private Message message(FeedId feed, Channel channel, Path file) throws IOException {
        return new Message(
                0,
                feed,
                channel,
                hub.clock().instant(),
                String.valueOf(file.getFileName()),
                null,
                Files.size(file),
                "");
    }

    /** How a dry run went. @param findings of the file as a whole */
    record Summary(boolean readable, int read, int clear, int parked, int rejected, List<FindingAnswer> findings) {}
}

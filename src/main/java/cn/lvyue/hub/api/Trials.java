package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Tries files out (试跑): what they would bring is told, nothing is kept in archive, ledger or outbox. The file itself is kept
 * for a while, so that what would go back can be looked at and the same file be submitted; only who tried it out gets at it.
 */
@Component
@EnableConfigurationProperties(TrialsSettings.class)
public class Trials {
    private final TrialRun run;
    private final KeptTrials kept;
    private final Mappings mappings;
    private final TrialsSettings settings;
    private final Clock clock;
    private final Semaphore room;

    Trials(TrialRun run, KeptTrials kept, Mappings mappings, TrialsSettings settings, Clock clock) {
        this.run = run;
        this.kept = kept;
        this.mappings = mappings;
        this.settings = settings;
        this.clock = clock;
        this.room = new Semaphore(settings.atOnce());
    }

    /** What would go back, or the file that was tried. @param content to be closed by who reads it */
    public record Document(String filename, InputStream content) {}

    /** The largest file that is taken, in bytes. */
    public long largest() {
        return settings.largest().toBytes();
    }

    /**
     * @param by who tries; nobody else sees the trial
     * @throws BodyTooLarge F105, if it is larger than {@link #largest}
     * @throws Refusal T122 while as many are under way as may be
     */
    public TrialAnswer run(
            FeedId feed, @Nullable String filename, @Nullable String mediaType, InputStream body, String by) {
        if (!room.tryAcquire()) {
            throw Refusal.of(ProblemKind.UNAVAILABLE, "正在试跑的文件已达上限，请稍后再试", "as many trials run as may; try again soon");
        }
        try {
            return kept.keep(by, folder -> tried(feed, filename, mediaType, body, folder));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            room.release();
        }
    }

    private KeptTrials.Trial tried(
            FeedId feed, @Nullable String filename, @Nullable String mediaType, InputStream body, Path folder)
            throws IOException {
        var file = folder.resolve("body");
        long size = copy(body, file);
        var now = clock.instant();
        var message = new Message(0, feed, Channel.HTTP, now, filename, mediaType, size, "");
        var result = run.of(message, file, settings.mostRecords());
        var id = UUID.randomUUID().toString();
        var goesBack = folder.resolve("returned");
        var returned = result.hasSomethingToCorrect()
                ? run.writeReturned(message, file, result, goesBack)
                : Optional.<String>empty();
        var name =
                returned.map(ending -> ReturnedName.of(message, ending, true)).orElse(null);
        var pack = mappings.pack(feed);
        var answer = new TrialAnswer(
                id,
                feed.value(),
                filename,
                size,
                Times.of(now),
                Times.of(now.plus(settings.keep())),
                mappings.version(feed) + " · " + pack,
                result.readable(),
                result.entries().size(),
                result.truncated(),
                result.tally().counts(),
                run.words(message, result),
                result.tally().groups(),
                result.tally().samples(),
                name);
        return new KeptTrials.Trial(answer, file, name == null ? null : goesBack);
    }

    private long copy(InputStream body, Path file) throws IOException {
        long size = 0;
        var buffer = new byte[1 << 16];
        try (body;
                var out = Files.newOutputStream(file)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size += n;
                if (size > largest()) {
                    throw new BodyTooLarge(largest());
                }
                out.write(buffer, 0, n);
            }
        }
        return size;
    }

    /** Empty once it is not kept any more, and for who did not try it. */
    public Optional<TrialAnswer> find(FeedId feed, String id, String by) {
        return kept.find(feed, id, by);
    }

    /** Empty, too, where there is nothing to correct or the form cannot be given back marked. */
    public Optional<Document> returned(FeedId feed, String id, String by) {
        return find(feed, id, by)
                .flatMap(trial ->
                        Optional.ofNullable(trial.returned()).map(name -> new Document(name, kept.returned(trial))));
    }

    /** The file that was tried. */
    public Optional<Document> file(FeedId feed, String id, String by) {
        return find(feed, id, by)
                .map(trial ->
                        new Document(trial.filename() == null ? "trial.bin" : trial.filename(), kept.file(trial)));
    }
}

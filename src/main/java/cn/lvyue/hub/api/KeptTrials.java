package cn.lvyue.hub.api;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.tried.TriedFiles;
import cn.lvyue.hub.tried.TriedFiles.Room;
import cn.lvyue.hub.tried.TriedFiles.Tried;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The trials that can still be looked at, on every node; here a file lies in the open only while it is being tried. */
@Component
class KeptTrials {
    private final TrialsSettings settings;
    private final TriedFiles files;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    /** @param returned what would go back; null if nothing would */
    record Trial(TrialAnswer answer, Path file, @Nullable Path returned) {}

    KeptTrials(TrialsSettings settings, TriedFiles files) {
        this.settings = settings;
        this.files = files;
        FileSystemUtils.deleteRecursively(settings.folder().toFile());
    }

    /** Makes a trial in a folder of its own. */
    @FunctionalInterface
    interface Making {
        Trial in(Path folder) throws IOException;
    }

    TrialAnswer keep(String by, Making making) throws IOException {
        Files.createDirectories(settings.folder());
        var folder = Files.createTempDirectory(settings.folder(), "trial-");
        try {
            var trial = making.in(folder);
            var answer = trial.answer();
            files.keep(
                    new Tried(
                            UUID.fromString(answer.trialId()),
                            answer.feed(),
                            by,
                            answer.until().toInstant(),
                            json.writeValueAsBytes(answer),
                            trial.file(),
                            trial.returned()),
                    new Room(settings.mostKept(), settings.mostBytes().toBytes()));
            return answer;
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    Optional<TrialAnswer> find(FeedId feed, String id, String by) {
        return id(id).flatMap(named -> files.found(named, feed.value(), by))
                .map(found -> json.readValue(found, TrialAnswer.class));
    }

    InputStream file(TrialAnswer trial) {
        return files.file(UUID.fromString(trial.trialId()));
    }

    InputStream returned(TrialAnswer trial) {
        return files.returned(UUID.fromString(trial.trialId()));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}

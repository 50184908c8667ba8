package cn.lvyue.hub.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The trials that can still be looked at, each with a folder; the oldest go as new ones come, and all when the hub starts. */
@Component
class KeptTrials {
    private final TrialsSettings settings;
    private final Clock clock;
    private final Map<String, Kept> trials = new LinkedHashMap<>();

    /** @param folder with the file as {@code body} and perhaps what would go back as {@code returned} */
    record Trial(TrialAnswer answer, Path folder, @Nullable String mediaType) {}

    private record Kept(Trial trial, String by) {}

    KeptTrials(TrialsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        FileSystemUtils.deleteRecursively(settings.folder().toFile());
    }

    /** Makes a trial in a folder of its own. */
    @FunctionalInterface
    interface Making {
        Trial in(Path folder) throws IOException;
    }

    TrialAnswer keep(String by, Making making) throws IOException {
        makeRoom(settings.mostKept() - 1);
        Files.createDirectories(settings.folder());
        var folder = Files.createTempDirectory(settings.folder(), "trial-");
        try {
            var trial = making.in(folder);
            synchronized (trials) {
                trials.put(trial.answer().trialId(), new Kept(trial, by));
            }
            return trial.answer();
        } catch (IOException | RuntimeException failed) {
            FileSystemUtils.deleteRecursively(folder);
            throw failed;
        }
    }

    Optional<Trial> find(String id, String by) {
        makeRoom(settings.mostKept());
        synchronized (trials) {
            return Optional.ofNullable(trials.get(id))
                    .filter(kept -> kept.by().equals(by))
                    .map(Kept::trial);
        }
    }

    Path folder(String id) {
        synchronized (trials) {
            return Objects.requireNonNull(trials.get(id)).trial().folder();
        }
    }

    private void makeRoom(int most) {
        var gone = new ArrayList<Path>();
        var now = Times.of(clock.instant());
        synchronized (trials) {
            int over = trials.size() - most;
            for (Iterator<Kept> each = trials.values().iterator(); each.hasNext(); ) {
                var trial = each.next().trial();
                if (over-- > 0 || trial.answer().until().isBefore(now)) {
                    gone.add(trial.folder());
                    each.remove();
                }
            }
        }
        gone.forEach(folder -> FileSystemUtils.deleteRecursively(folder.toFile()));
    }
}

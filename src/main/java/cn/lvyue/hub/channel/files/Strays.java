package cn.lvyue.hub.channel.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Finds files that nobody will take: beside the feeds' folders, or in a folder whose name is no feed's. */
@Component
class Strays {
    /** Until then every route has looked once. */
    private static final Duration UNTIL_ALL_LOOK = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final int MOST_TOLD = 20;

    private final Path inbox;
    private final Troubles troubles;
    private final Clock clock;
    private final Set<String> told = new TreeSet<>();
    private Instant next;

    Strays(InboxSettings settings, Troubles troubles, Clock clock) {
        this.inbox = settings.folder();
        this.troubles = troubles;
        this.clock = clock;
        this.next = clock.instant().plus(UNTIL_ALL_LOOK);
    }

    /** Reports what is astray, and what no longer is. @param watched the feeds whose folders are looked at */
    synchronized void look(Set<String> watched) {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN_LOOKS);
        var astray = astray(watched);
        told.stream().filter(name -> !astray.contains(name)).forEach(name -> troubles.gone(title(name)));
        told.clear();
        told.addAll(astray);
        var folders = String.join(", ", new TreeSet<>(watched));
        astray.forEach(name -> troubles.report(
                title(name),
                "",
                "没有来源监视此处，文件无人取走；请移入以下文件夹之一：%s / no feed watches this, nothing here is taken; move it into one of the folders %s"
                        .formatted(folders, folders)));
    }

    private static String title(String name) {
        return "inbox/" + name;
    }

    private Set<String> astray(Set<String> watched) {
        var found = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(inbox)) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".") && !watched.contains(name) && holdsFiles(entry)) {
                    found.add(name);
                }
                if (found.size() == MOST_TOLD) {
                    break;
                }
            }
        } catch (IOException unreadable) {
            return found;
        }
        return found;
    }

    private static boolean holdsFiles(Path entry) {
        if (!Files.isDirectory(entry)) {
            return true;
        }
        try (var inside = Files.newDirectoryStream(entry, "[!.]*")) {
            return inside.iterator().hasNext();
        } catch (IOException unreadable) {
            return false;
        }
    }
}

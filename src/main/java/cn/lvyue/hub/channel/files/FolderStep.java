package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.record.FeedId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Looks at the folder of a feed. Called by the routes made from template {@code file-drop}. */
@Component("folderFiles")
@EnableConfigurationProperties(InboxSettings.class)
class FolderStep {
    private static final String IDENTITY = ".id";

    private final Look look;
    private final InboxSettings settings;
    private final Troubles troubles;
    private final Strays strays;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    private record Watched(String id, Sightings sightings) {}

    FolderStep(Look look, InboxSettings settings, Troubles troubles, Strays strays) {
        this.look = look;
        this.settings = settings;
        this.troubles = troubles;
        this.strays = strays;
    }

    /**
     * @param include the names to take, a regular expression
     * @param marker {@code required} or {@code optional}
     * @param depth how many folders down
     */
    void look(String feed, String include, String marker, int depth) {
        var name = "inbox/" + feed;
        troubles.attempt(name, "", () -> {
            var rules = new Rules(
                    new FeedId(feed),
                    Pattern.compile(include, Pattern.DOTALL),
                    Rules.markerRequired(marker),
                    depth,
                    settings.stableFor(),
                    Long.MAX_VALUE);
            var root = settings.folder().resolve(feed);
            Files.createDirectories(root);
            var known = watched.computeIfAbsent(feed, first -> new Watched("inbox/" + identity(root), new Sightings()));
            look.at(new Folder(known.id(), name, root), rules, known.sightings());
            return true;
        });
        strays.look(watched.keySet());
    }

    /**
     * Tells this folder from one of the same feed at another hub, and recognises it where hubs share it: a mark in the folder
     * itself. One that cannot be marked is known by its path.
     */
    private static String identity(Path root) {
        var mark = root.resolve(IDENTITY);
        try {
            Files.writeString(mark, UUID.randomUUID().toString(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException marked) {
            return read(mark);
        } catch (IOException unwritable) {
            return root.toAbsolutePath().toString();
        }
        return read(mark);
    }

    private static String read(Path mark) {
        try {
            return UUID.fromString(Files.readString(mark, StandardCharsets.US_ASCII))
                    .toString();
        } catch (IOException | IllegalArgumentException unreadable) {
            return mark.toAbsolutePath().toString();
        }
    }
}

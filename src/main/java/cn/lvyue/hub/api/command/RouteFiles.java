package cn.lvyue.hub.api.command;

import cn.lvyue.hub.record.FeedId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The route files as far as they can be checked without Camel: each is YAML and a list, and every feed has its own file.
 * Whether a route makes sense is told by the hub's start.
 */
final class RouteFiles {
    private final Path folder;
    private final YAMLMapper yaml = new YAMLMapper();

    RouteFiles(Path folder) {
        this.folder = folder;
    }

    /** One sentence per fault, with file and line. */
    List<String> faults(List<FeedId> feeds) {
        if (!Files.isDirectory(folder)) {
            return List.of(folder + ": 没有路由目录（hub.routes） / there is no folder of routes (hub.routes)");
        }
        var faults = new ArrayList<String>();
        files().forEach(file -> check(file, faults));
        for (var feed : feeds) {
            var file = folder.resolve("feeds").resolve(feed + ".camel.yaml");
            if (!Files.isRegularFile(file)) {
                faults.add(file + ": 来源 %s 没有路由文件 / feed %s has no route file".formatted(feed, feed));
            }
        }
        return faults;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void check(Path file, List<String> faults) {
        try {
            JsonNode routes = yaml.readTree(file);
            if (!routes.isArray()) {
                faults.add(file + ":1: 应为列表 / must be a list");
            }
        } catch (JacksonException broken) {
            int line = broken.getLocation() == null
                    ? 1
                    : Math.max(1, broken.getLocation().getLineNr());
            faults.add("%s:%d: 不是有效的 YAML / not valid YAML: %s".formatted(file, line, broken.getOriginalMessage()));
        }
    }
}

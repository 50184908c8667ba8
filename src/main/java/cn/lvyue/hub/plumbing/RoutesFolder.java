package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of routes, known to hold some, and {@code feeds/} in it to hold some too. */
record RoutesFolder(Path folder) {
    /** @throws CannotStart if there are none */
    static RoutesFolder in(Path folder) {
        requireRoutes(folder);
        requireRoutes(folder.resolve("feeds"));
        return new RoutesFolder(folder);
    }

    private static void requireRoutes(Path folder) {
        if (Files.isSymbolicLink(folder)) {
            throw new CannotStart(
                    "目录 %s 是链接，其中的路由不会被读取。请把 hub.routes 设为它所指的真实目录。".formatted(folder),
                    "%s is a link, and routes behind it are not read. Set hub.routes to the folder it leads to."
                            .formatted(folder),
                    null);
        }
        try (var routes = Files.newDirectoryStream(folder, "*.camel.yaml")) {
            if (routes.iterator().hasNext()) {
                return;
            }
        } catch (IOException notThere) {
            throw noRoutes(folder, notThere);
        }
        throw noRoutes(folder, null);
    }

    private static CannotStart noRoutes(Path folder, @Nullable IOException cause) {
        return new CannotStart(
                "目录 %s 中没有路由文件（*.camel.yaml）。请在含有 routes 目录的位置启动，或设置 hub.routes。".formatted(folder),
                "There are no routes (*.camel.yaml) in %s. Start where the folder routes is, or set hub.routes."
                        .formatted(folder),
                cause);
    }
}

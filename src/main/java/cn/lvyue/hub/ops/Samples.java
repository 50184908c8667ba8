package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The samples folder: {@code <feed>/<case>/input.*}. Feeds come in a fixed order, because who told a matter first decides who
 * leads among duplicates; cases come by name.
 */
final class Samples {
    private static final List<String> ORDER =
            List.of("sme-arrears", "hotline-12345", "credit-site", "inspection-petition", "contract-performance");

    private final Path folder;

    Samples(Path folder) {
        this.folder = folder;
    }

    /** Feeds that have samples, in the order they are played. */
    List<FeedId> feeds() throws IOException {
        return entries(folder, Files::isDirectory).stream()
                .map(Samples::nameOf)
                .sorted(Comparator.comparingInt(Samples::position).thenComparing(Comparator.naturalOrder()))
                .map(FeedId::new)
                .toList();
    }

    List<Sample> of(FeedId feed) throws IOException {
        var samples = Stream.<Sample>builder();
        for (var sampleCase : entries(folder.resolve(feed.value()), Files::isDirectory)) {
            for (var file : entries(sampleCase, file -> nameOf(file).startsWith("input."))) {
                samples.add(new Sample(feed, folder.relativize(file).toString().replace('\\', '/'), file));
            }
        }
        return samples.build().toList();
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> !nameOf(entry).startsWith("."))
                    .filter(wanted)
                    .sorted(Comparator.comparing(Samples::nameOf))
                    .toList();
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static int position(String feed) {
        int at = ORDER.indexOf(feed);
        return at < 0 ? ORDER.size() : at;
    }
}

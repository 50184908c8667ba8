package cn.lvyue.hub.api.command;

import cn.lvyue.hub.evidence.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the volumes of a hand-over into a folder, one after the other. What is there and whole is left alone, so that the same
 * command goes on where it was stopped; a volume is there when it was checked, or not at all.
 */
final class HandOverFolder {
    /** Beside the content: metadata and proofs of each message. */
    private static final long BESIDE = 8 << 10;

    private final RunningHub hub;
    private final Output output;
    private final Path folder;
    private final Days days;
    private final String reason;

    /** @param volume bytes of content in one */
    record Days(LocalDate from, LocalDate to, @Nullable String feed, long volume) {
        String query() {
            return "?from=" + from + "&to=" + to + (feed == null ? "" : "&feed=" + Told.encoded(feed));
        }
    }

    HandOverFolder(RunningHub hub, Output output, Path folder, Days days, String reason) {
        this.hub = hub;
        this.output = output;
        this.folder = folder;
        this.days = days;
        this.reason = reason;
    }

    /** @return the exit code */
    int fetch() {
        try {
            Files.createDirectories(folder);
            var amount = hub.get("/archive/handover" + days.query());
            long messages = amount.path("messages").asLong();
            return fetch(messages, amount.path("bytes").asLong() + messages * BESIDE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int fetch(long messages, long bytes) throws IOException {
        long done = 0;
        var after = "";
        int number = 1;
        for (var there = manifest(number); !there.isEmpty(); there = manifest(number)) {
            requireSame(there, after, number);
            done += messagesIn(there);
            after = there.getOrDefault("next", "");
            output.note("已有 there already: " + file(number).getFileName());
            number++;
            if (after.isEmpty()) {
                return finished(done);
            }
        }
        requireRoom(messages == 0 ? bytes : (long) ((double) bytes / messages * (messages - done)));
        do {
            var volume = fetchVolume(number, after);
            done += messagesIn(volume);
            after = volume.getOrDefault("next", "");
            output.note("卷 volume %d  %d / %d".formatted(number, done, messages));
            number++;
        } while (!after.isEmpty());
        return finished(done);
    }

    private static long messagesIn(Map<String, String> manifest) {
        return Long.parseLong(manifest.getOrDefault("messages", "0"));
    }

    private int finished(long done) {
        output.line("已移交 handed over: %d → %s".formatted(done, folder));
        return 0;
    }

    private Path file(int number) {
        return folder.resolve("handover-%s-%s-%04d.zip".formatted(days.from(), days.to(), number));
    }

    private void requireRoom(long needed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new IllegalStateException(
                    "A226 磁盘空间不足，尚未开始：最多需 %d MB，现有 %d MB / the disk is too small, nothing was begun: up to %d MB needed, %d MB free"
                            .formatted(needed >> 20, free >> 20, needed >> 20, free >> 20));
        }
    }

    private void requireSame(Map<String, String> there, String after, int number) {
        boolean same = there.getOrDefault("from", "").equals(days.from().toString())
                && there.getOrDefault("to", "").equals(days.to().toString())
                && there.getOrDefault("feed", "").equals(days.feed() == null ? "" : days.feed())
                && there.getOrDefault("after", "").equals(after);
        if (!same) {
            throw new IllegalStateException(
                    "A228 已有的卷不属于本次移交 / a volume that is there is of another hand-over: " + file(number));
        }
    }

    private Map<String, String> fetchVolume(int number, String after) throws IOException {
        var file = file(number);
        var part = file.resolveSibling(file.getFileName() + ".part");
        var query = days.query() + "&number=" + number + "&after=" + after + "&bytes=" + days.volume();
        try {
            hub.downloadLong("/archive/handover/volume" + Reason.join(reason, query.replace('?', '&')), part);
            check(part);
            Files.move(part, file);
            return manifest(number);
        } catch (UncheckedIOException failed) {
            throw whenFull(number, failed);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private RuntimeException whenFull(int number, UncheckedIOException failed) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free > (1 << 20) && !String.valueOf(failed.getMessage()).contains("No space")) {
            return failed;
        }
        return new IllegalStateException(
                ("A227 磁盘已满，停在第 %d 卷，此前各卷完好；腾出空间后用同一命令继续"
                                + " / the disk is full at volume %d, those before it are whole; make room and run the same command again")
                        .formatted(number, number),
                failed);
    }

    private static void check(Path volume) {
        Verifier.faults(volume).ifPresent(faults -> {
            throw new IllegalStateException("A229 取到的卷核验不通过 / the volume does not verify:\n" + faults);
        });
    }

    /** What the manifest of a volume says; empty where the volume is not there. */
    private Map<String, String> manifest(int number) throws IOException {
        var lines = new HashMap<String, String>();
        var file = file(number);
        if (!Files.exists(file)) {
            return lines;
        }
        try (var zip = new ZipFile(file.toFile())) {
            var entry = zip.getEntry("manifest.txt");
            if (entry != null) {
                new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .filter(line -> !line.startsWith("file:"))
                        .forEach(line -> lines.put(
                                line.substring(0, line.indexOf(':')),
                                line.substring(line.indexOf(':') + 1).strip()));
            }
        }
        return lines;
    }
}

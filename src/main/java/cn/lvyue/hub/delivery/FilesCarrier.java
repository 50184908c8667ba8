package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.LaidStore.Laid;
import cn.lvyue.hub.delivery.LaidStore.ReceiptFile;
import cn.lvyue.hub.record.Target;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The profile {@code files}. A file is written whole under another name, noted in the database, and only then renamed: so that
 * after a crash a note without a waiting {@code .part} means that the other side could see the file, and no note that it never
 * could.
 */
final class FilesCarrier implements Carrier {
    private static final String PART = ".part";
    private static final String OK = ".ok";
    private static final long LARGEST_OWN = 1L << 27;

    private final Target target;
    private final FilesSettings settings;
    private final Depot.Opening depots;
    private final PackageFiles files;
    private final Memory memory;

    /** What the hub remembers itself. */
    record Memory(LaidStore store, ReceiptFiles receipts, LaidReplies replies, Clock clock) {}

    FilesCarrier(Target target, FilesSettings settings, Depot.Opening depots, PackageFiles files, Memory memory) {
        this.target = target;
        this.settings = settings;
        this.depots = depots;
        this.files = files;
        this.memory = memory;
    }

    @Override
    public Reply send(UUID packageId, byte[] body) {
        boolean noted = false;
        try (var depot = depots.open()) {
            var file = files.write(body);
            boolean there = isThere(depot, packageId, file.name());
            if (!there) {
                depot.write(settings.folder(), file.name() + PART, file.bytes());
            }
            memory.store().lay(packageId, file.name(), memory.clock().instant());
            noted = true;
            if (!there) {
                depot.remove(settings.folder(), file.name());
                depot.move(settings.folder(), file.name() + PART, settings.folder(), file.name());
            }
            if (settings.marker()) {
                depot.write(settings.folder(), file.name() + OK, new byte[0]);
            }
            return memory.replies().good(packageId, "file " + file.name(), List.of(), List.of());
        } catch (IOException | GeneralSecurityException failed) {
            var why = "file not laid: " + failed.getMessage();
            return noted ? new Reply.NoAnswer(why) : new Reply.Unreachable(why);
        }
    }

    private boolean isThere(Depot depot, UUID packageId, String name) throws IOException {
        return depot.has(settings.folder(), name)
                && PackageFiles.isWhole(depot.read(settings.folder(), name, LARGEST_OWN), packageId.toString());
    }

    @Override
    public Reply ask(UUID packageId) {
        try (var depot = depots.open()) {
            memory.receipts().collect(depot);
            var laid = memory.store().laid(packageId);
            if (laid.isEmpty()) {
                return memory.replies().unknown(packageId, "never laid");
            }
            return asked(depot, packageId, laid.get());
        } catch (IOException failed) {
            return new Reply.NoAnswer("folder not read: " + failed.getMessage());
        }
    }

    private Reply asked(Depot depot, UUID packageId, Laid laid) throws IOException {
        boolean there = depot.has(settings.folder(), laid.name());
        if (!there && depot.has(settings.folder(), laid.name() + PART)) {
            return memory.replies().unknown(packageId, "not renamed");
        }
        var came = memory.store().receiptFiles(target, packageId, laid.at());
        var stages = stages(packageId, came);
        if (stages.stream().anyMatch(StageReceipt::refusesAll)) {
            return memory.replies().unknown(packageId, "refused as a whole");
        }
        boolean lost =
                laid.at().plus(settings.lostAfter()).isBefore(memory.clock().instant());
        return !there && stages.isEmpty() && lost
                ? memory.replies().unknown(packageId, "gone, and no receipt since " + laid.at())
                : memory.replies().good(packageId, there ? "waits" : "taken", came, stages);
    }

    @Override
    public Reply receipts(UUID packageId) {
        try (var depot = depots.open()) {
            memory.receipts().collect(depot);
        } catch (IOException failed) {
            return new Reply.NoAnswer("folder not read: " + failed.getMessage());
        }
        var since = memory.store().laid(packageId).map(Laid::at).orElse(Instant.EPOCH);
        var came = memory.store().receiptFiles(target, packageId, since);
        return came.isEmpty()
                ? new Reply.NothingYet()
                : memory.replies().good(packageId, "taken", came, stages(packageId, came));
    }

    private List<StageReceipt> stages(UUID packageId, List<ReceiptFile> came) {
        return came.stream()
                .flatMap(file -> memory.receipts().stages(file.content(), packageId).stream())
                .toList();
    }
}

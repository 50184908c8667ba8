package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second hub away from a data folder. The operating system lets go of it however the process ends. */
final class HubLock implements AutoCloseable {
    private final FileChannel channel;

    private HubLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the data folder if it is missing and takes its lock.
     *
     * @throws CannotStart at once, if another hub holds it
     */
    static HubLock take(Path home) {
        try {
            Files.createDirectories(home);
            var file = home.resolve("hub.lock");
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new CannotStart(
                        "数据目录 %s 正被另一个履约枢纽使用（hub.lock 已被占用）。请先停止它，或用 hub.home 指定另一个目录。".formatted(home),
                        "Another hub is using %s (hub.lock is held). Stop it, or set hub.home to another folder."
                                .formatted(home));
            }
            return new HubLock(channel);
        } catch (IOException e) {
            throw new CannotStart(
                    "数据目录 %s 无法使用：%s".formatted(home, e.getMessage()),
                    "The data folder %s cannot be used: %s".formatted(home, e.getMessage()),
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

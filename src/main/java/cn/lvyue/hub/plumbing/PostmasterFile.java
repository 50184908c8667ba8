package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code postmaster.pid} in a cluster's folder: which process serves it and how far it is. A crash leaves the file behind,
 * and its process number may since belong to somebody else.
 *
 * @param cluster the real path of the cluster's folder, as PostgreSQL was started with
 */
record PostmasterFile(Path cluster) {
    private static final Logger log = LoggerFactory.getLogger(PostmasterFile.class);
    private static final int STATUS_LINE = 7;

    /** The live process that serves this cluster. */
    Optional<ProcessHandle> server() {
        return process().filter(this::servesThisCluster);
    }

    boolean saysReady() {
        var lines = lines();
        return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready") && server().isPresent();
    }

    /**
     * Makes room for a new server: stops one that outlived its hub, and removes a file that names a stranger, which
     * PostgreSQL would take for its own kind. A file that names a dead process is left: PostgreSQL checks more than that.
     *
     * @throws CannotStart if the old server does not end in time
     */
    void clear(Duration timeout) {
        server().ifPresent(orphan -> {
            log.warn("a PostgreSQL of an earlier run (process {}) still serves {}; stopping it", orphan.pid(), cluster);
            stop(orphan, timeout);
        });
        if (process().isPresent()) {
            delete();
        }
    }

    /** Fast shutdown: PostgreSQL ends its sessions, writes a checkpoint and leaves. */
    private void stop(ProcessHandle server, Duration timeout) {
        OsCommand.run("sh", "-c", "kill -INT $0", Long.toString(server.pid()));
        try {
            server.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new CannotStart(
                    "上次运行遗留的 PostgreSQL（进程 %d）没有结束，请检查后手动停止它。".formatted(server.pid()),
                    "A PostgreSQL left over from an earlier run (process %d) does not end; stop it by hand."
                            .formatted(server.pid()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping PostgreSQL", e);
        }
    }

    private Optional<ProcessHandle> process() {
        var lines = lines();
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    }

    private boolean servesThisCluster(ProcessHandle process) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            var arguments = List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
            return arguments.get(0).endsWith("postgres") && arguments.contains(cluster.toString());
        } catch (IOException endedMeanwhile) {
            return false;
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return cluster.resolve("postmaster.pid");
    }
}

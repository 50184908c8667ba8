package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of PostgreSQL, tied to the hub by a life line: a shell that waits for the end of a pipe only the hub holds open.
 * However the hub ends, even by {@code kill -9}, the pipe ends with it and PostgreSQL shuts down cleanly. It is a session of
 * its own, so that Ctrl-C ends the hub first and PostgreSQL last.
 */
final class PostgresProcess {
    private static final String LIFE_LINE = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            { read -r end <&3; kill -INT "$server"; } &
            watch=$!
            exec 3<&-
            wait "$server"
            code=$?
            kill "$watch"
            exit "$code"
            """;
    private static final long POLL_MILLIS = 20;
    private static final int SHOWN_LINES = 20;

    private final Process lifeLine;
    private final PostmasterFile postmaster;
    private final Path output;

    private PostgresProcess(Process lifeLine, PostmasterFile postmaster, Path output) {
        this.lifeLine = lifeLine;
        this.postmaster = postmaster;
        this.output = output;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param command runs PostgreSQL in the foreground on the cluster
     * @param output takes what it says before its own log is open
     */
    static PostgresProcess start(
            ServerAccount account, List<String> command, PostmasterFile postmaster, Path output, Duration timeout) {
        var shell = List.of("sh", "-c", LIFE_LINE, "lvyue-hub-postgres");
        var whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(account.prefix());
        whole.addAll(shell);
        whole.addAll(command);
        try {
            var lifeLine = OsCommand.builder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            var process = new PostgresProcess(lifeLine, postmaster, output);
            process.awaitReady(timeout);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Duration timeout) {
        long start = System.nanoTime();
        while (!postmaster.saysReady()) {
            if (ended(POLL_MILLIS)) {
                throw failure("PostgreSQL 启动失败", "PostgreSQL did not start");
            }
            if (System.nanoTime() - start > timeout.toNanos()) {
                stop(timeout);
                throw failure("PostgreSQL 未能及时就绪", "PostgreSQL was not ready in time");
            }
        }
    }

    private boolean ended(long withinMillis) {
        try {
            return lifeLine.waitFor(withinMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }

    private CannotStart failure(String chinese, String english) {
        var log = postmaster.cluster().resolve("log");
        return new CannotStart(
                "%s：\n%s\n日志：%s".formatted(chinese, lastWords(), log),
                "%s; its last words are above, its log is in %s".formatted(english, log));
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Completes when the server has ended, for whatever reason. */
    CompletableFuture<?> onExit() {
        return lifeLine.onExit();
    }

    /** Shuts the server down and waits; also one whose life line was cut. */
    void stop(Duration timeout) {
        try {
            lifeLine.getOutputStream().close();
        } catch (IOException alreadyEnded) {
            // then there is nothing to wait for
        }
        ended(timeout.toMillis());
        postmaster.clear(timeout);
    }
}

package cn.lvyue.hub.plumbing;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/** PostgreSQL's programs on their way to the disk. A hub that ends meanwhile leaves no half of them behind, unless it is killed. */
final class Unpacking {
    private final Thread work;

    private Unpacking(Thread work) {
        this.work = work;
    }

    /** Begins on another thread. Who needs the programs asks {@link PostgresBinaries} for them: what failed here is tried again there, and told. */
    static Unpacking begin(Path programs) {
        var work = new Thread(() -> unpack(programs), "unpacking");
        var unpacking = new Unpacking(work);
        work.setDaemon(true);
        work.start();
        Runtime.getRuntime().addShutdownHook(new Thread(unpacking::stop, "stop-unpacking"));
        return unpacking;
    }

    private static void unpack(Path programs) {
        try {
            PostgresBinaries.in(programs);
        } catch (CannotStart | UncheckedIOException told) {
            // by the next one who asks for the programs
        }
    }

    /** Waits until it has ended, well or not. */
    void await() {
        try {
            work.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was unpacked", e);
        }
    }

    /** The file being written is closed by the interrupt, and the draft deleted. */
    private void stop() {
        work.interrupt();
        await();
    }
}

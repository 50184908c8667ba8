package cn.lvyue.hub.standard;

import java.nio.file.Path;

/** A file of the standard pack, or of the catalogue, that the hub will not start with; the message names file and place. */
final class BrokenPack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPack(Object file, String what) {
        super(file + ": " + what);
    }

    BrokenPack(Path file, int line, String what) {
        this(file, "line " + line + ": " + what);
    }

    BrokenPack(Object file, String what, Throwable cause) {
        super(file + ": " + what, cause);
    }
}

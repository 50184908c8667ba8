package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Finding;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a file cannot be read, for the reason in the finding. An {@link IOException} because it has to pass through
 * the parsers, which read our streams; it never leaves this module.
 */
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    Refused(Finding finding) {
        super(finding.code() + " " + finding.place());
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }

    /** The refusal behind an exception of a parser, if there is one. */
    static @Nullable Refused behind(@Nullable Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }
}

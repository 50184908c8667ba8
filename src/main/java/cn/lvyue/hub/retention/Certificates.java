package cn.lvyue.hub.retention;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a certificate of destruction against the list of what was destroyed. */
public interface Certificates {
    /** Differences that are named; of more only the number is told. */
    int NAMED = 1_000;

    /** How a line of the certificate and one of the list differ. */
    enum Fault {
        /** The certificate names it, the list does not. */
        NOT_LISTED,
        /** The list has it, the certificate does not name it. */
        NOT_CERTIFIED,
        /** Both have it, and not the same of it. */
        DIFFERENT
    }

    /** @param certified as the certificate has it, {@code rows bytes digest at}; {@code listed} as the list has it */
    record Difference(
            String kind,
            long ref,
            Fault fault,
            @Nullable String certified,
            @Nullable String listed) {}

    /**
     * What was found.
     *
     * @param digest of the certificate as the plan has it, and {@code digestNow} of what the archive has: SM3, hex; null if the archive
     *     cannot give it back, which {@code damaged} tells
     * @param lines of the certificate that name something
     * @param different how many do not agree, of which {@code differences} names the first
     */
    record Checked(
            long certificate,
            String digest,
            @Nullable String digestNow,
            @Nullable String damaged,
            long lines,
            long different,
            List<Difference> differences) {
        public boolean agrees() {
            return digest.equals(digestNow) && different == 0;
        }
    }

    /** @return empty if there is no such plan, or it has no certificate */
    Optional<Checked> check(long plan);
}

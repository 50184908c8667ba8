package cn.lvyue.hub.retention;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.retention.DestructionStore.Gone;
import cn.lvyue.hub.retention.Retention.Plan;
import cn.lvyue.hub.signing.Sm3;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.io.DigestInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a certificate from the archive beside the list it was written from; both are in the order of kind and number. */
@Component
class CertificateCheck implements Certificates {
    private static final String GONE = "gone: ";

    private final DestructionStore jobs;
    private final Archive archive;

    CertificateCheck(DestructionStore jobs, Archive archive) {
        this.jobs = jobs;
        this.archive = archive;
    }

    @Override
    public Optional<Checked> check(long plan) {
        return jobs.find(plan)
                .filter(found -> found.certificate() != null)
                .map(found -> check(found, Objects.requireNonNull(found.certificate())));
    }

    private Checked check(Plan plan, long certificate) {
        var comparing = new Comparing();
        var signed = Objects.requireNonNullElse(plan.certificateDigest(), "");
        var digest = new SM3Digest();
        try (var body = new DigestInputStream(archive.open(certificate), digest);
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            comparing.read(lines);
            jobs.eachGone(plan.id(), comparing::listed);
            comparing.end();
            return comparing.found(certificate, signed, Sm3.finished(digest), null);
        } catch (BodyDamaged damaged) {
            return comparing.found(certificate, signed, null, damaged.getMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A line of the certificate. */
    private record Line(String kind, long ref, String rest) {
        static @Nullable Line of(String text) {
            var parts = text.substring(GONE.length()).split(" ", 3);
            return parts.length == 3 && parts[1].matches("-?\\d{1,18}")
                    ? new Line(parts[0], Long.parseLong(parts[1]), parts[2])
                    : null;
        }

        int compareTo(Gone gone) {
            int kinds = kind.compareTo(gone.kind());
            return kinds == 0 ? Long.compare(ref, gone.what().ref()) : kinds;
        }
    }

    /** Goes through both, side by side. */
    private static final class Comparing {
        private final List<Difference> differences = new ArrayList<>();
        private @Nullable BufferedReader reader;
        private @Nullable Line line;
        private long lines;
        private long different;

        void read(BufferedReader from) {
            reader = from;
            next();
        }

        private void next() {
            try {
                var from = Objects.requireNonNull(reader);
                Line found = null;
                for (var text = from.readLine(); text != null && found == null; ) {
                    found = text.startsWith(GONE) ? Line.of(text) : null;
                    text = found == null ? from.readLine() : text;
                }
                line = found;
                lines += found == null ? 0 : 1;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        void listed(Gone gone) {
            while (line != null && line.compareTo(gone) < 0) {
                add(line.kind(), line.ref(), Fault.NOT_LISTED, line.rest(), null);
                next();
            }
            var listed = Certificate.rest(gone);
            if (line == null || line.compareTo(gone) > 0) {
                add(gone.kind(), gone.what().ref(), Fault.NOT_CERTIFIED, null, listed);
                return;
            }
            if (!line.rest().equals(listed)) {
                add(line.kind(), line.ref(), Fault.DIFFERENT, line.rest(), listed);
            }
            next();
        }

        void end() {
            while (line != null) {
                add(line.kind(), line.ref(), Fault.NOT_LISTED, line.rest(), null);
                next();
            }
        }

        private void add(String kind, long ref, Fault fault, @Nullable String certified, @Nullable String listed) {
            different++;
            if (differences.size() < NAMED) {
                differences.add(new Difference(kind, ref, fault, certified, listed));
            }
        }

        Checked found(long certificate, String digest, @Nullable String now, @Nullable String damaged) {
            return new Checked(certificate, digest, now, damaged, lines, different, List.copyOf(differences));
        }
    }
}

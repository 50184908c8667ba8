package cn.lvyue.hub.evidence;

import cn.lvyue.hub.evidence.verifier.EvidenceVerifier;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The offline verifier, as it was compiled and tested with this hub. */
public final class Verifier {
    public static final String FILENAME = EvidenceVerifier.class.getSimpleName() + ".java";

    private Verifier() {}

    /** Its source, which is all that is needed to run it. */
    public static byte[] source() {
        try (var source = EvidenceVerifier.class.getResourceAsStream(FILENAME)) {
            if (source == null) {
                throw new IllegalStateException("this hub was built without the verifier's source");
            }
            return source.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What it has to say against a file; empty where that is nothing. */
    public static Optional<String> faults(Path file) {
        var report = EvidenceVerifier.verify(file, List.of(), List.of(), Limits.USUAL);
        return report.isFaultless() ? Optional.empty() : Optional.of(report.text());
    }
}

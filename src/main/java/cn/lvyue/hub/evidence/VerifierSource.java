package cn.lvyue.hub.evidence;

import cn.lvyue.hub.evidence.verifier.EvidenceVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The source of the offline verifier, as it was compiled and tested with this hub. */
public final class VerifierSource {
    public static final String FILENAME = EvidenceVerifier.class.getSimpleName() + ".java";

    private VerifierSource() {}

    public static byte[] bytes() {
        try (var source = EvidenceVerifier.class.getResourceAsStream(FILENAME)) {
            if (source == null) {
                throw new IllegalStateException("this hub was built without the verifier's source");
            }
            return source.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

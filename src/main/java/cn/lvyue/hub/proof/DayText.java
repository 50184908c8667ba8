package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.signing.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts {@code lvyue-day/1} and {@code lvyue-signature/1}. */
final class DayText {
    static final String FORM = "lvyue-day/1";
    static final String SIGNATURE_FORM = "lvyue-signature/1";

    private DayText() {}

    static String of(LogStore.Head log, LocalDate day, byte[] root, @Nullable DayStatement previous, Instant closedAt) {
        return new Lines(FORM)
                .put("hub", log.id())
                .put("day", day)
                .put("algorithm", log.algorithm().label())
                .put("tree-size", log.size())
                .hex("root", root)
                .put("previous", previous == null ? null : HexFormat.of().formatHex(previous.digest()))
                .put("closed-at", closedAt)
                .toString();
    }

    static String signature(String keyId, PublicKey key, byte[] signature) {
        var certificate = key.certificate();
        return new Lines(SIGNATURE_FORM)
                .put("key", keyId)
                .put("algorithm", key.algorithm())
                .put("user-id", key.userId())
                .hex("public-key", key.point())
                .put(
                        "certificate",
                        certificate == null ? null : Base64.getEncoder().encodeToString(certificate))
                .put("signature", Base64.getEncoder().encodeToString(signature))
                .toString();
    }

    /** A signature as it is told. */
    record Signed(String keyId, PublicKey key, byte[] signature) {}

    /** Empty if the text is no signature. */
    static Optional<Signed> signed(String text) {
        try {
            var lines = LineReader.read(text, SIGNATURE_FORM);
            var userId = lines.getOrDefault("user-id", "");
            var certificate = lines.getOrDefault("certificate", "");
            var key = new PublicKey(
                    lines.getOrDefault("algorithm", ""),
                    HexFormat.of().parseHex(lines.getOrDefault("public-key", "")),
                    userId.isEmpty() ? null : userId,
                    certificate.isEmpty() ? null : Base64.getDecoder().decode(certificate));
            var signature = Base64.getDecoder().decode(lines.getOrDefault("signature", ""));
            return Optional.of(new Signed(lines.getOrDefault("key", ""), key, signature));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /**
     * What a statement says.
     *
     * @param previous hexadecimal; empty in the first
     */
    record Said(String hub, LocalDate day, String algorithm, long treeSize, String root, String previous) {}

    /** Empty if the text is no day statement. */
    static Optional<Said> said(String text) {
        try {
            Map<String, String> lines = LineReader.read(text, FORM);
            return Optional.of(new Said(
                    lines.getOrDefault("hub", ""),
                    LocalDate.parse(lines.getOrDefault("day", "")),
                    lines.getOrDefault("algorithm", ""),
                    Long.parseLong(lines.getOrDefault("tree-size", "")),
                    lines.getOrDefault("root", ""),
                    lines.getOrDefault("previous", "")));
        } catch (IllegalArgumentException | java.time.DateTimeException none) {
            return Optional.empty();
        }
    }
}

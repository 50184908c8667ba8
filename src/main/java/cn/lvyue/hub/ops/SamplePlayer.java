package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hands samples in at the hub's front door. The same file of the same content is one message, in every start. */
final class SamplePlayer {
    private static final int KEY_DIGITS = 32;

    private final Reception reception;

    SamplePlayer(Reception reception) {
        this.reception = reception;
    }

    /** @return the archived message; an earlier one if this sample was played before */
    Message play(Sample sample) throws IOException {
        var onceKey = "sample:" + sample.name() + ":" + digest(sample.file());
        try (var body = Files.newInputStream(sample.file())) {
            return reception.receive(new Arrival(sample.feed(), sample.channel(), sample.name(), null, onceKey, body));
        }
    }

    private static String digest(Path file) throws IOException {
        var digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}

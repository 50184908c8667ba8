package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Turns a file of an inbox into an arrival. Called by route {@code file-arrived}. */
@Component("fileDrop")
class FileDrop {
    /**
     * A file that is taken again, because the hub stopped before it was moved away, is the same message: its key is made of
     * name, time of change and content. The same content dropped anew is a new message.
     */
    Arrival arrivalOf(String feed, File file) {
        try {
            var path = file.toPath();
            var key = "file:%s:%s:%s".formatted(file.getName(), Files.getLastModifiedTime(path), digest(path));
            return new Arrival(new FeedId(feed), Channel.FILE, file.getName(), null, key, Files.newInputStream(path));
        } catch (IOException broken) {
            throw new TemporaryFailure("file " + file.getName() + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static String digest(Path path) throws IOException {
        try (var bytes = new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package cn.lvyue.hub.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on a folder, as slow and as unreliable as a test wants it. */
public final class SftpServer implements AutoCloseable {
    public static final String USER = "hub";
    public static final String PASSWORD = "a-password-for-tests";

    private final SshServer ssh = SshServer.setUpDefaultServer();
    private final Path root;
    private final KeyPair hostKey = newKey();
    private final AtomicLong read = new AtomicLong();
    private volatile long breaksAfter = Long.MAX_VALUE;
    private volatile int pauseMillis;
    private volatile boolean stalls;
    private volatile PublicKey admitted;

    private SftpServer(Path root) {
        this.root = root;
    }

    /** Starts on a free port of the loopback address. */
    public static SftpServer start(Path root) {
        try {
            var server = new SftpServer(Files.createDirectories(root.toAbsolutePath()));
            server.configure();
            server.ssh.start();
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** An elliptic-curve key. */
    public static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void configure() {
        ssh.setHost("127.0.0.1");
        ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        ssh.setPasswordAuthenticator((user, password, session) -> USER.equals(user) && PASSWORD.equals(password));
        ssh.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, admitted));
        ssh.setFileSystemFactory(new VirtualFileSystemFactory(root));
        var sftp = new SftpSubsystemFactory.Builder().build();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void reading(
                    ServerSession session,
                    String handle,
                    FileHandle local,
                    long offset,
                    byte[] data,
                    int dataOffset,
                    int dataLength) {
                serve(session, dataLength);
            }
        });
        ssh.setSubsystemFactories(List.of(sftp));
    }

    private void serve(ServerSession session, int bytes) {
        if (read.addAndGet(bytes) > breaksAfter) {
            session.close(true);
        }
        try {
            Thread.sleep(stalls ? 600_000 : pauseMillis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return ssh.getPort();
    }

    public Path root() {
        return root;
    }

    /** Writes a known-hosts file with this server's key. */
    public Path knownHosts(Path file) throws IOException {
        return knownHosts(file, hostKey);
    }

    /** Writes a known-hosts file with another key for this server. */
    public Path knownHosts(Path file, KeyPair key) throws IOException {
        var line = "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(key.getPublic());
        return Files.writeString(file, line + "\n", StandardCharsets.US_ASCII);
    }

    /** Writes a private key and lets its owner in. */
    public Path admit(Path file, KeyPair key) throws IOException {
        admitted = key.getPublic();
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return file;
    }

    /** Drops the connection once so many more bytes were asked for. */
    public void breakAfter(long bytes) {
        breaksAfter = read.get() + bytes;
    }

    public void neverBreak() {
        breaksAfter = Long.MAX_VALUE;
    }

    /** Waits before each piece it reads. */
    public void slowDown(int millis) {
        pauseMillis = millis;
    }

    /** Stops answering reads, without closing anything. */
    public void stall(boolean yes) {
        stalls = yes;
    }

    public long bytesRead() {
        return read.get();
    }

    @Override
    public void close() {
        try {
            ssh.stop(true);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

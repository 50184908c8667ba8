package cn.lvyue.hub.foreign;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** One connection to an SFTP server, for one visit. Only the settings say whom to trust and who we are, never this account's files. */
public final class SftpConnection implements Closeable {
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);

    private final SshClient ssh;
    private final ClientSession session;
    private final SftpClient files;

    private SftpConnection(SshClient ssh, ClientSession session, SftpClient files) {
        this.ssh = ssh;
        this.session = session;
        this.files = files;
    }

    /** @throws IOException if the server cannot be reached, is not the known one, or does not let us in */
    public static SftpConnection open(SftpAccount server) throws IOException {
        if (!Files.isReadable(server.knownHosts())) {
            throw new IOException("known-hosts " + server.knownHosts() + " 无法读取 / cannot be read");
        }
        var stranger = new AtomicReference<String>();
        var ssh = client(server, stranger);
        ssh.start();
        try {
            var session = connected(ssh, server);
            identify(session, server);
            logIn(session, server, stranger);
            var files = SftpClientFactory.instance().createSftpClient(session);
            files.setNameDecodingCharset(StandardCharsets.ISO_8859_1);
            return new SftpConnection(ssh, session, files);
        } catch (IOException | RuntimeException failed) {
            ssh.stop();
            var key = stranger.get();
            if (key != null) {
                throw new IOException(
                        ("服务器密钥 %1$s 不在 known-hosts 中，或已更换；请向对方核实后更新该文件（ssh-keyscan -p %2$d %3$s）"
                                        + " / not the known server key: %1$s; once the other side confirms it, put it into"
                                        + " known-hosts (ssh-keyscan -p %2$d %3$s)")
                                .formatted(key, server.port(), server.host()),
                        failed);
            }
            throw failed;
        }
    }

    private static ClientSession connected(SshClient ssh, SftpAccount server) throws IOException {
        try {
            return ssh.connect(server.user(), server.host(), server.port())
                    .verify(server.timeout())
                    .getSession();
        } catch (IOException away) {
            throw new IOException(
                    "连接不上 %1$s:%2$d，请核对 host、port、网络和对方服务 / cannot reach %1$s:%2$d: check host, port, network and server"
                            .formatted(server.host(), server.port()),
                    away);
        }
    }

    private static void logIn(ClientSession session, SftpAccount server, AtomicReference<String> stranger)
            throws IOException {
        try {
            session.auth().verify(server.timeout());
        } catch (IOException refused) {
            if (stranger.get() != null || !session.isOpen()) {
                throw refused;
            }
            throw new IOException(
                    "登录被拒，请核对 user 与 private-key 或 password / login refused: check user and private-key or password",
                    refused);
        }
    }

    private static SshClient client(SftpAccount server, AtomicReference<String> stranger) {
        var ssh = SshClient.setUpDefaultClient();
        ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        ssh.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        var known = new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, server.knownHosts());
        ssh.setServerKeyVerifier((session, address, key) -> isKnown(known, session, address, key, stranger));
        CoreModuleProperties.IDLE_TIMEOUT.set(ssh, server.timeout());
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(ssh, server.timeout());
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(ssh, BETWEEN_HEARTBEATS);
        return ssh;
    }

    private static boolean isKnown(
            KnownHostsServerKeyVerifier known,
            ClientSession session,
            SocketAddress address,
            PublicKey key,
            AtomicReference<String> stranger) {
        boolean isKnown = known.verifyServerKey(session, address, key);
        if (!isKnown) {
            stranger.set(KeyUtils.getFingerPrint(key));
        }
        return isKnown;
    }

    private static void identify(ClientSession session, SftpAccount server) throws IOException {
        var key = server.privateKey();
        if (key != null && !Files.isReadable(key)) {
            throw new IOException("private-key " + key + " 无法读取 / cannot be read");
        }
        if (key != null) {
            var passphrase = server.passphrase();
            try (var bytes = Files.newInputStream(key)) {
                var pairs = SecurityUtils.loadKeyPairIdentities(
                        session,
                        new PathResource(key),
                        bytes,
                        passphrase == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase));
                pairs.forEach(session::addPublicKeyIdentity);
            } catch (GeneralSecurityException unreadable) {
                throw new IOException("private-key 无法读取，请核对 passphrase / cannot be read: check passphrase", unreadable);
            }
        }
        if (server.password() != null) {
            session.addPasswordIdentity(server.password());
        }
    }

    /** Names come and go as bytes, one character each. */
    public SftpClient files() {
        return files;
    }

    @Override
    public void close() throws IOException {
        try {
            files.close();
            session.close();
        } finally {
            ssh.stop();
        }
    }
}

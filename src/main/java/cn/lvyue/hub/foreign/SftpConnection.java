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
            var session = ssh.connect(server.user(), server.host(), server.port())
                    .verify(server.timeout())
                    .getSession();
            identify(session, server);
            session.auth().verify(server.timeout());
            var files = SftpClientFactory.instance().createSftpClient(session);
            files.setNameDecodingCharset(StandardCharsets.ISO_8859_1);
            return new SftpConnection(ssh, session, files);
        } catch (IOException | RuntimeException failed) {
            ssh.stop();
            var key = stranger.get();
            if (key != null) {
                throw new IOException("服务器密钥不在 known-hosts 中 / not the known server key: " + key, failed);
            }
            throw failed;
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
                throw new IOException("private-key 无法读取 / cannot be read", unreadable);
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

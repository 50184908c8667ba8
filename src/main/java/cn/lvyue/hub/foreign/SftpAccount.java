package cn.lvyue.hub.foreign;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the hub logs in at an SFTP server.
 *
 * @param privateKey file with the account's key
 * @param knownHosts file in the form of OpenSSH with the server's key; a server with another key is refused
 * @param timeout for connecting, logging in and each answer
 */
public record SftpAccount(
        String host,
        int port,
        String user,
        @Nullable Path privateKey,
        @Nullable String passphrase,
        @Nullable String password,
        Path knownHosts,
        Duration timeout) {

    /** Without secrets. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}

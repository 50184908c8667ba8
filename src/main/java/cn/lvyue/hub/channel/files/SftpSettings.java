package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.foreign.SftpAccount;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * SFTP servers that files are fetched from.
 *
 * @param sftp by the name that the feed's route gives, in small letters and digits; one that is not here is not looked at
 */
@Validated
@ConfigurationProperties("hub")
record SftpSettings(@DefaultValue Map<String, @Valid Server> sftp) {

    /** What becomes of a file that was taken. */
    enum Afterwards {
        /** Moved to {@code .done} or {@code .failed} on the server, with its result beside it. */
        MOVE,
        /** Stays as it is, for accounts that may only read; the hub remembers it. */
        KEEP
    }

    /**
     * @param user of the account; its key or its password is needed
     * @param privateKey file with the account's key
     * @param passphrase of that key; has no default
     * @param password has no default; put it into the environment
     * @param knownHosts file in the form of OpenSSH with the server's key; a server with another key is refused
     * @param folder on the server
     * @param afterwards what becomes of a file that was taken
     * @param names character set of the server's file names, for showing them
     * @param every time between two looks
     * @param stableFor a file without marker is whole when size and time of change stayed the same for so long
     * @param timeout for connecting, logging in and each answer
     * @param largest file that is fetched
     */
    record Server(
            @NotBlank String host,
            @Min(1) @Max(65_535) @DefaultValue("22") int port,
            @NotBlank String user,
            @Nullable Path privateKey,
            @Nullable String passphrase,
            @Nullable String password,
            @NotNull Path knownHosts,
            @NotBlank @DefaultValue(".") String folder,
            @NotNull @DefaultValue("MOVE") Afterwards afterwards,
            @NotNull @DefaultValue("AUTO") Naming names,
            @NotNull @DefaultValue("60s") Duration every,
            @NotNull @DefaultValue("10s") Duration stableFor,
            @NotNull @DefaultValue("30s") Duration timeout,
            @NotNull @DefaultValue("2GB") DataSize largest) {

        @AssertTrue(message = "必须配置 private-key 或 password / private-key or password is needed")
        boolean isAbleToLogIn() {
            return privateKey != null || password != null;
        }

        @AssertTrue(
                message = "password 或 passphrase 所引用的环境变量未设置 / the environment variable that password or passphrase"
                        + " names is not set")
        boolean isFilledIn() {
            return !String.valueOf(password).startsWith("${")
                    && !String.valueOf(passphrase).startsWith("${");
        }

        SftpAccount account() {
            return new SftpAccount(host, port, user, privateKey, passphrase, password, knownHosts, timeout);
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Server[" + user + "@" + host + ":" + port + "/" + folder + "]";
        }
    }
}

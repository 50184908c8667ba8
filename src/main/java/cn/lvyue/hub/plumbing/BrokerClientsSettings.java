package cn.lvyue.hub.plumbing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Foreign clients of the embedded broker; they need {@code hub.broker.amqp-port}.
 *
 * @param bind the address the port listens on; one that others reach needs a keystore
 * @param keystore PKCS12 file with the broker's key; with it, all connections to the port are TLS
 * @param keystorePassword of that file
 * @param clientQueueLimit what may wait in one queue of foreign clients; beyond it their sending fails
 * @param clients by user name
 */
@Validated
@ConfigurationProperties("hub.broker")
record BrokerClientsSettings(
        @NotNull @DefaultValue("127.0.0.1") String bind,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        @NotNull @DefaultValue("2GB") DataSize clientQueueLimit,
        @DefaultValue Map<@Pattern(regexp = "(?!hub$)[a-z0-9]+(-[a-z0-9]+)*") String, @Valid BrokerClient> clients) {
    BrokerClientsSettings {
        clients = Map.copyOf(clients);
    }

    /**
     * A user that may send to {@code hub.in.<feed>} and take its answers from {@code hub.reply.<user>}, and nothing else.
     *
     * @param password from the environment; has no default
     * @param feed it may send to
     */
    record BrokerClient(
            @NotNull String password,

            @NotNull @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*")
            String feed) {
        /** Not a rule of the password itself: what breaks such a rule is printed. */
        @AssertTrue(message = "password 至少 16 个字符 / password needs at least 16 characters")
        boolean isPasswordLongEnough() {
            return password == null || password.length() >= 16;
        }

        @Override
        public String toString() {
            return "BrokerClient[feed=" + feed + "]";
        }
    }

    @AssertTrue(message = "对外监听须配置 keystore / a bind address that others reach needs a keystore")
    boolean isSecretOnTheWay() {
        try {
            return keystore != null || InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @AssertTrue(message = "keystore 与 keystore-password 须同时配置 / keystore and keystore-password go together")
    boolean isKeystoreWhole() {
        return (keystore == null) == (keystorePassword == null);
    }

    @Override
    public String toString() {
        return "BrokerClientsSettings[bind=" + bind + ", clients=" + clients.keySet() + "]";
    }
}

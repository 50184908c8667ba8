package cn.lvyue.hub.plumbing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Folders of one hub.
 *
 * @param home the data folder: the embedded servers' data, secrets, the inbox; one hub at a time may use it
 * @param routes the folder of {@code *.camel.yaml} files, with {@code feeds/} inside
 */
@ConfigurationProperties("hub")
record HubSettings(
        @DefaultValue("data") Path home,
        @DefaultValue("routes") Path routes) {
    HubSettings {
        home = home.toAbsolutePath().normalize();
        routes = routes.toAbsolutePath().normalize();
    }

    /** Where the embedded PostgreSQL's programs are unpacked. */
    Path programs() {
        return home.resolve("bin");
    }
}

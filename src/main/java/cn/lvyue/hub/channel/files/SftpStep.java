package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.channel.files.SftpSettings.Server;
import cn.lvyue.hub.foreign.SftpConnection;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.LeftBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Looks at the SFTP server of a feed. Called by the routes made from template {@code sftp-drop}. */
@Component("sftpFiles")
@EnableConfigurationProperties(SftpSettings.class)
class SftpStep implements SmartInitializingSingleton {
    private final Look look;
    private final SftpSettings settings;
    private final Path temporary;
    private final Troubles troubles;
    private final Clock clock;
    private final Map<String, Sightings> sightings = new ConcurrentHashMap<>();
    private final Map<String, Instant> next = new ConcurrentHashMap<>();

    SftpStep(Look look, SftpSettings settings, InboxSettings inbox, Troubles troubles, Clock clock) {
        this.look = look;
        this.settings = settings;
        this.temporary = inbox.fetched();
        this.troubles = troubles;
        this.clock = clock;
    }

    /** What was on its way when the hub was killed is fetched again. */
    @Override
    public void afterSingletonsInstantiated() {
        LeftBehind.remove(temporary, SftpPlace.TEMPORARY);
    }

    /**
     * Does nothing before its time, nor for a server that is not configured.
     *
     * @param source name of the server in the settings
     * @param include the names to take, a regular expression
     * @param marker {@code required} or {@code optional}
     * @param depth how many folders down
     */
    void look(String feed, String source, String include, String marker, int depth) {
        var server = settings.sftp().get(source);
        var now = clock.instant();
        if (server == null || next.getOrDefault(source, now).isAfter(now)) {
            return;
        }
        var id = "sftp/" + source;
        troubles.attempt(id, "", () -> {
            var rules = new Rules(
                    new FeedId(feed),
                    Pattern.compile(include, Pattern.DOTALL),
                    Rules.markerRequired(marker),
                    depth,
                    server.stableFor(),
                    server.largest().toBytes());
            lookAt(id, server, rules, sightings.computeIfAbsent(source, first -> new Sightings()));
            return true;
        });
        next.put(source, clock.instant().plus(server.every()));
    }

    private void lookAt(String id, Server server, Rules rules, Sightings seen) throws IOException {
        try (var connection = SftpConnection.open(server.account())) {
            look.at(new SftpPlace(id, server, connection.files(), temporary), rules, seen);
        }
    }
}

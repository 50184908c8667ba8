package cn.lvyue.hub.api;

import cn.lvyue.hub.channel.Polls;
import cn.lvyue.hub.channel.TableStates;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Tells by which ways data of a source can come in: over HTTP always, and as its route file says. */
@Component
public class SourceWays {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWays.class);
    private static final Map<String, Channel> TEMPLATES = Map.of(
            "file-drop", Channel.FILE,
            "sftp-drop", Channel.SFTP,
            "front-table", Channel.TABLE,
            "polled-api", Channel.POLL,
            "queue", Channel.JMS);

    private final Optional<Polls> polls;
    private final Optional<TableStates> tables;
    private final Environment environment;
    private final YAMLMapper yaml = new YAMLMapper();

    SourceWays(Optional<Polls> polls, Optional<TableStates> tables, Environment environment) {
        this.polls = polls;
        this.tables = tables;
        this.environment = environment;
    }

    /**
     * One way in.
     *
     * @param where address, folder, queue or name in the settings
     * @param lastGood when it last worked, for ways that the hub goes itself; null if never, or not known
     * @param failing what is wrong with it now, without values; null if nothing
     */
    public record Way(
            Channel channel,
            String where,
            @Nullable Instant lastGood,
            @Nullable String failing) {}

    public List<Way> of(FeedId feed) {
        var ways = new ArrayList<Way>();
        ways.add(new Way(Channel.HTTP, "/api/v1/feeds/" + feed + "/messages", null, null));
        for (var route : routes(feed)) {
            var templated = route.path("templatedRoute");
            var channel = TEMPLATES.get(templated.path("routeTemplateRef").asString(""));
            if (channel != null) {
                ways.add(way(feed, channel, parameter(templated, "source")));
            }
        }
        return List.copyOf(ways);
    }

    private Way way(FeedId feed, Channel channel, String source) {
        return switch (channel) {
            case FILE -> new Way(channel, "inbox/" + feed, null, null);
            case JMS -> new Way(channel, "hub.in." + feed, null, null);
            case POLL -> polled(source);
            case TABLE -> table(feed, source);
            case SFTP, HTTP -> new Way(channel, source, null, null);
        };
    }

    private Way polled(String source) {
        return polls.stream()
                .flatMap(all -> all.sources().stream())
                .filter(state -> state.name().equals(source))
                .findFirst()
                .map(state -> new Way(
                        Channel.POLL,
                        source,
                        state.lastSuccess().orElse(null),
                        state.failures() == 0 ? null : "× " + state.failures()))
                .orElseGet(() -> new Way(Channel.POLL, source, null, null));
    }

    private Way table(FeedId feed, String source) {
        return tables.stream()
                .flatMap(all -> all.states().stream())
                .filter(state -> state.feed().equals(feed) && state.name().equals(source))
                .findFirst()
                .map(state -> new Way(Channel.TABLE, state.table(), state.polledAt(), state.failure()))
                .orElseGet(() -> new Way(Channel.TABLE, source, null, null));
    }

    private static String parameter(JsonNode templated, String name) {
        for (var parameter : templated.path("parameters")) {
            if (parameter.path("name").asString("").equals(name)) {
                return parameter.path("value").asString("");
            }
        }
        return "";
    }

    private Iterable<JsonNode> routes(FeedId feed) {
        var folder = Path.of(environment.getProperty("hub.routes", "routes"));
        var file = folder.resolve("feeds").resolve(feed + ".camel.yaml");
        try {
            return Files.isRegularFile(file) ? yaml.readTree(Files.readString(file)) : List.of();
        } catch (IOException | JacksonException unreadable) {
            LOG.warn("{} cannot be read", file, unreadable);
            return List.of();
        }
    }
}

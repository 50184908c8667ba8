package cn.lvyue.hub.flow;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Every source in its own way: the arrears platform is polled, the hotline lays files on its SFTP server, the credit site sends to
 * a queue over AMQP, the others drop files into their inbox.
 */
final class SourcesOwnWays implements FeedSetWay, AutoCloseable {
    private static final String POLLED = "sme-arrears";
    private static final String QUEUED = "credit-site";
    private static final String FETCHED = "hotline-12345";

    private final Path home;
    private final PagedApi api;
    private final SftpServer sftp;
    private final int amqpPort;
    private final Map<String, DropFolder> folders = new HashMap<>();
    private @Nullable HubClient hub;
    private @Nullable QueueClient queue;
    private @Nullable Iterator<JsonNode> pages;

    /** @param work a folder for what the servers need */
    SourcesOwnWays(Path home, Path feedSet, Path work) throws IOException {
        this.home = home;
        this.api = PagedApi.serving(pages(feedSet.resolve("sme")));
        this.sftp = SftpServer.start(Files.createDirectories(work.resolve("sftp")));
        this.amqpPort = Ports.free();
    }

    private static List<byte[]> pages(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            var pages = new ArrayList<byte[]>();
            for (var file : found.sorted().toList()) {
                pages.add(Files.readAllBytes(file));
            }
            return pages;
        }
    }

    /** What the hub must be started with. */
    Map<String, String> settings(Path work) throws IOException {
        var settings = new HashMap<String, String>();
        settings.putAll(PolledFeed.settings(api));
        settings.putAll(QueueClient.settings(amqpPort, QUEUED));
        var server = "hub.sftp.hotline.";
        settings.put(server + "host", "127.0.0.1");
        settings.put(server + "port", Integer.toString(sftp.port()));
        settings.put(server + "user", SftpServer.USER);
        settings.put(server + "password", SftpServer.PASSWORD);
        settings.put(
                server + "known-hosts",
                sftp.knownHosts(work.resolve("known_hosts")).toString());
        settings.put(server + "folder", "/");
        settings.put(server + "every", "200ms");
        settings.put(server + "stable-for", "500ms");
        settings.put("hub.queues.reply-period", "50");
        settings.put("hub.inbox.stable-for", "50");
        settings.put("hub.inbox.delay", "50");
        settings.put("hub.inbox.initial-delay", "0");
        return settings;
    }

    void reach(HubClient started) throws JMSException {
        hub = started;
        queue = QueueClient.connect(amqpPort, QUEUED);
    }

    @Override
    public JsonNode bring(String feed, byte[] content, String name) {
        return switch (feed) {
            case POLLED -> nextPage();
            case QUEUED -> queued(content);
            case FETCHED ->
                folders.computeIfAbsent(feed, key -> new DropFolder(sftp.root()))
                        .dropAndWait(content, name);
            default ->
                folders.computeIfAbsent(feed, key -> DropFolder.inbox(home, key))
                        .dropAndWait(content, name);
        };
    }

    private JsonNode nextPage() {
        if (pages == null) {
            pages = PolledFeed.messages(hub).iterator();
        }
        return pages.next();
    }

    private JsonNode queued(byte[] content) {
        try {
            return queue.sendAndWait(List.of(content)).get(0);
        } catch (JMSException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() throws Exception {
        if (queue != null) {
            queue.close();
        }
        sftp.close();
        api.close();
    }
}

package cn.lvyue.hub.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a running hub as an outside client does. */
public final class HubClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    HubClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Posts a message and waits until it has its outcome. @return the message summary */
    public JsonNode postAndWait(String feed, byte[] body, String filename) {
        var accepted = post(feed, BodyPublishers.ofByteArray(body), filename);
        return awaitOutcome(accepted.get("messageId").asString());
    }

    /** Posts a file. @return the answer, with the message id */
    public JsonNode post(String feed, Path file) throws IOException {
        return post(feed, BodyPublishers.ofFile(file), file.getFileName().toString());
    }

    /** Posts a message without a file name. @return the answer, with the message id */
    public JsonNode post(String feed, byte[] body) {
        return json(
                send(request("/api/v1/feeds/" + feed + "/messages")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build()),
                202);
    }

    private JsonNode post(String feed, HttpRequest.BodyPublisher body, String filename) {
        var name = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        var request = request("/api/v1/feeds/" + feed + "/messages")
                .header("X-Hub-Filename", name)
                .POST(body);
        return json(send(request.build()), 202);
    }

    /** Waits until a message is neither received nor in processing. */
    public JsonNode awaitOutcome(String messageId) {
        return Awaitility.await("outcome of message " + messageId)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> get("/messages/" + messageId),
                        found -> !List.of("RECEIVED", "PROCESSING")
                                .contains(found.get("status").asString()));
    }

    /** All records of a message, over as many pages as it takes. */
    public List<JsonNode> records(String messageId) {
        var all = new ArrayList<JsonNode>();
        var after = "0";
        while (after != null) {
            var page = get("/messages/" + messageId + "/records?limit=500&after=" + after);
            page.get("items").forEach(all::add);
            var next = page.get("next");
            after = next == null || next.isNull() ? null : next.asString();
        }
        return all;
    }

    /** A message that came in, if there is one of this number. */
    public Optional<JsonNode> message(long id) {
        var response = send(request("/api/v1/messages/" + id).GET().build());
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(json(response, 200));
    }

    /** How many messages of a feed were taken up so far. */
    public long messages(String feed) {
        for (var balance : get("/status").path("feeds")) {
            if (balance.path("feed").asString().equals(feed)) {
                return balance.path("messages").asLong();
            }
        }
        return 0;
    }

    /** How many messages of a feed are archived and not settled. */
    public long waiting(String feed) {
        return get("/status").path("waiting").path("byFeed").path(feed).asLong(0);
    }

    /** Whether an address answers 200 and not 404. */
    public boolean exists(String path) {
        var answer = send(request("/api/v1" + path).GET().build());
        if (answer.statusCode() != 404) {
            json(answer, 200);
        }
        return answer.statusCode() == 200;
    }

    /** The bytes an address answers with. */
    public byte[] download(String path) {
        var answer = send(request("/api/v1" + path).GET().build());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    public JsonNode get(String path) {
        return json(send(request("/api/v1" + path).GET().build()), 200);
    }

    public JsonNode postJson(String path, String body, int expected) {
        return json(
                send(request("/api/v1" + path)
                        .POST(BodyPublishers.ofString(body))
                        .build()),
                expected);
    }

    public JsonNode postEmpty(String path, int expected) {
        return json(send(request("/api/v1" + path).POST(BodyPublishers.noBody()).build()), expected);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream");
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response, int expected) {
        if (response.statusCode() != expected) {
            throw new AssertionError("%s answered %d: %s"
                    .formatted(
                            response.uri(),
                            response.statusCode(),
                            new String(response.body(), StandardCharsets.UTF_8)));
        }
        return JSON.readTree(response.body());
    }
}

package cn.lvyue.hub.api.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API of a hub that runs; the options that say where it is. */
final class RunningHub {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(1);

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "枢纽地址 / address of the hub (default ${DEFAULT-VALUE})")
    private String url = "";

    @Option(
            names = "--token",
            defaultValue = "${env:HUB_ADMIN_TOKEN}",
            description = "令牌，默认取环境变量 HUB_ADMIN_TOKEN / bearer token, by default from HUB_ADMIN_TOKEN")
    private @Nullable String token;

    private final JsonMapper json = JsonMapper.builder().build();

    JsonNode get(String path) {
        return call(request(path).GET());
    }

    JsonNode post(String path) {
        return call(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** A call without a body that may take long. */
    JsonNode postPatiently(String path) {
        return call(request(path).timeout(LONG).POST(HttpRequest.BodyPublishers.noBody()));
    }

    JsonNode post(String path, JsonNode body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body), StandardCharsets.UTF_8)));
    }

    JsonNode put(String path, JsonNode body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body), StandardCharsets.UTF_8)));
    }

    /** A call that may take long. */
    JsonNode post(String path, byte[] body, String mediaType) {
        return call(request(path)
                .timeout(LONG)
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    JsonNode put(String path, byte[] body, String mediaType) {
        return call(request(path).header("Content-Type", mediaType).PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Writes what a call answers to a file, which is there whole or not at all. */
    void download(String path, Path to) {
        download(request(path), to);
    }

    /** The same for an answer that may take long. */
    void downloadLong(String path, Path to) {
        download(request(path).timeout(LONG), to);
    }

    private void download(HttpRequest.Builder request, Path to) {
        GivenFile.requirePlace(to);
        try {
            var folder = to.toAbsolutePath().getParent();
            var part = Files.createTempFile(folder, to.getFileName().toString(), ".part");
            try {
                var answer = client().send(request.GET().build(), BodyHandlers.ofFile(part));
                if (answer.statusCode() / 100 != 2) {
                    throw new IllegalStateException(CallFaults.problem(
                            json, answer.statusCode(), Files.readString(part, StandardCharsets.UTF_8)));
                }
                Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(CallFaults.noAnswer(url, failed), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("已中断 / interrupted", stop);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(CONNECT).build();
    }

    JsonNode delete(String path) {
        return call(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        HttpRequest.Builder request;
        try {
            request =
                    HttpRequest.newBuilder(URI.create(base + "/api/v1" + path)).timeout(ANSWER);
        } catch (IllegalArgumentException noAddress) {
            throw new IllegalArgumentException(CallFaults.noAddress(url), noAddress);
        }
        if (token != null && !token.isBlank()) {
            authorize(request, token.strip());
        }
        return request;
    }

    private static void authorize(HttpRequest.Builder request, String token) {
        try {
            request.header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException secretInIt) { // its message quotes the token
            throw new IllegalStateException(
                    "--token 或 HUB_ADMIN_TOKEN 中有令牌不会有的字符 / --token or HUB_ADMIN_TOKEN holds characters no token has");
        }
    }

    private JsonNode call(HttpRequest.Builder request) {
        try {
            return read(client().send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw new UncheckedIOException(CallFaults.noAnswer(url, failed), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("已中断 / interrupted", stop);
        }
    }

    private JsonNode read(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(CallFaults.problem(json, answer.statusCode(), answer.body()));
        }
        try {
            return json.readTree(answer.body());
        } catch (JacksonException notOurs) {
            throw new IllegalStateException(CallFaults.noHub(url), notOurs);
        }
    }
}

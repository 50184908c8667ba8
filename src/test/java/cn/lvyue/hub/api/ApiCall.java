package cn.lvyue.hub.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as an outside client would. */
class ApiCall {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    ApiCall(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** @param headers name, value, name, value … */
    Answer get(String path, String... headers) throws Exception {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer post(String path, String body, String... headers) throws Exception {
        return send("POST", path, BodyPublishers.ofString(body), headers);
    }

    Answer send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
    }

    record Answer(HttpResponse<byte[]> http) {
        int status() {
            return http.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(http.body());
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }
}

package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServerProblemsTest extends SignedContract {
    @Test
    void whatTheServerItselfRefusesIsAProblemToo() throws Exception {
        var lines = new LinkedHashMap<String, Integer>();
        lines.put("GET /api/v1/status?a=[|] HTTP/1.1\r\nHost: x\r\n\r\n", 400);
        lines.put("GET /api/v1/\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
        lines.put("GET /api/v1/status;a=b HTTP/1.1\r\nHost: x\r\n\r\n", 400);
        lines.put("GET /api//v1/status HTTP/1.1\r\nHost: x\r\n\r\n", 400);
        lines.put("GET /api/v1/status HTTP/1.1\r\n\r\n", 400);
        lines.put("GET /api/v1/status HTTP/7.0\r\nHost: x\r\n\r\n", 505);
        lines.put("GET /api/v1/status HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(20_000) + "\r\n\r\n", 400);
        for (var line : lines.entrySet()) {
            var shown = line.getKey().substring(0, 30);
            var answer = raw(line.getKey());
            assertThat(answer)
                    .as(shown)
                    .startsWith("HTTP/1.1 " + line.getValue())
                    .contains("application/problem+json");
            var problem = problem(answer);
            assertThat(problem.path("status").asInt()).as(shown).isEqualTo(line.getValue());
            assertThat(problem.path("code").asString()).as(shown).startsWith("T1");
            assertThat(problem.path("remedy").asString()).as(shown).contains(" / ");
        }
    }

    @Test
    void aFileNameSentAsItIsIsToldToBePercentEncoded() throws Exception {
        var name = new String("数据.csv".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        var answer = raw(
                "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nX-Hub-Filename: %s\r\nContent-Length: 1\r\n\r\nx"
                        .formatted(POST, TOKEN, name));

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(problem(answer).path("code").asString()).isEqualTo("T111");
        assertThat(problem(answer).path("detail").asString())
                .contains("X-Hub-Filename: %E6", "百分号编码", "percent-encode");
    }

    @Test
    void wrongMethodsAndTypesAreProblemsWithCodeAndRemedy() throws Exception {
        for (var call : new String[][] {
            {"PATCH", "/api/v1/feeds/credit-site/messages", "405 T113"},
            {"GET", "/api/v1/feeds/credit-site/messages", "405 T113"},
            {"PUT", "/api/v1/limits", "405 T113"},
            {"GET", "/api/v1/nothing", "404 T112"}
        }) {
            assertThat(code(admin(call[0], call[1]))).isEqualTo(call[2]);
        }
        var html = api.get("/api/v1/limits", "Authorization", "Bearer " + TOKEN, "Accept", "text/html");
        assertThat(code(html)).isEqualTo("406 T114");
        var form = api.send(
                "POST",
                POST,
                BodyPublishers.ofString("--x--"),
                "Authorization",
                "Bearer " + TOKEN,
                "Content-Type",
                "multipart/form-data; boundary=x");
        assertThat(code(form)).isEqualTo("415 T115");
    }

    private String raw(String request) throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream()
                    .write(request.replace("Host: x\r\n", "Host: x\r\nConnection: close\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode problem(String answer) {
        return JsonMapper.builder()
                .build()
                .readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
    }
}

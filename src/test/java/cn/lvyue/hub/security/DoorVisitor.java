package cn.lvyue.hub.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody before a browser: keeps cookies and, if wanted, follows where he is led. */
final class DoorVisitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient browser;
    private final String address;
    private String csrf = "";

    private DoorVisitor(int port, HttpClient.Redirect redirects) {
        address = "http://localhost:" + port;
        browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(redirects)
                .build();
    }

    static DoorVisitor whoStays(int port) {
        return new DoorVisitor(port, HttpClient.Redirect.NEVER);
    }

    static DoorVisitor whoFollows(int port) {
        return new DoorVisitor(port, HttpClient.Redirect.NORMAL);
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, Map.of());
    }

    HttpResponse<String> login(String name, String password) {
        get("/login");
        var answer = send("POST", "/login", Map.of("username", name, "password", password));
        get("/login");
        return answer;
    }

    HttpResponse<String> send(String method, String path, Map<String, String> fields) {
        var to = URI.create(path.startsWith("http") ? path : address + path);
        var request = HttpRequest.newBuilder(to).header("Accept", "text/html");
        if (method.equals("GET")) {
            return remembered(request.GET().build());
        }
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encoded(csrf) + "&", ""));
        return remembered(request.header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> remembered(HttpRequest request) {
        try {
            var answer = browser.send(request, BodyHandlers.ofString());
            var found = CSRF.matcher(answer.body());
            if (found.find()) {
                csrf = found.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

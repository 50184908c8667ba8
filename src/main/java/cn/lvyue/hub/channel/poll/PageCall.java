package cn.lvyue.hub.channel.poll;

import cn.lvyue.hub.channel.poll.PolledSource.Paging.Parameters;
import cn.lvyue.hub.signing.CallSignature;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes the call for one page. */
final class PageCall {
    private final JsonMapper json = JsonMapper.builder().build();
    private final PolledSource source;
    private final TimeNotation times;
    private final @Nullable CallSignature signature;

    PageCall(PolledSource source) {
        this.source = source;
        this.times = new TimeNotation(source.window().format(), source.window().zone());
        var keyId = source.keyId();
        var secret = source.secret();
        this.signature = keyId == null || secret == null
                ? null
                : new CallSignature(keyId, secret.getBytes(StandardCharsets.UTF_8));
    }

    HttpRequest of(int page, @Nullable Instant since, @Nullable Instant until, long millis) {
        var parameters = parameters(page, since, until);
        boolean query = source.paging().parameters() == Parameters.QUERY;
        var uri = query ? withQuery(parameters) : source.url();
        var body = query ? new byte[0] : json.writeValueAsBytes(parameters);
        var request = HttpRequest.newBuilder(uri)
                .timeout(source.http().answer())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
        source.headers().forEach(request::setHeader);
        if (query) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body));
        }
        if (signature != null) {
            signature.sign(request, query ? "GET" : "POST", uri, body, millis);
        }
        return request.build();
    }

    private Map<String, Object> parameters(int page, @Nullable Instant since, @Nullable Instant until) {
        var paging = source.paging();
        var parameters = new TreeMap<String, Object>(paging.fixed());
        parameters.put(paging.page(), paging.first() + page);
        if (!paging.size().isEmpty()) {
            parameters.put(paging.size(), paging.records());
        }
        if (since != null && !source.window().since().isEmpty()) {
            parameters.put(source.window().since(), times.write(since));
        }
        if (until != null && !source.window().until().isEmpty()) {
            parameters.put(source.window().until(), times.write(until));
        }
        return parameters;
    }

    private URI withQuery(Map<String, Object> parameters) {
        var text = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "="
                        + encoded(parameter.getValue().toString()))
                .collect(Collectors.joining("&"));
        var url = source.url().toString();
        return URI.create(url + (source.url().getRawQuery() == null ? "?" : "&") + text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

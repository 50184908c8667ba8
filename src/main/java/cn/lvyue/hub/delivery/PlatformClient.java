package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.signing.CallSignature;
import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a platform in the profile {@code hub-json}, every call signed. Never follows a redirect and never repeats a call by
 * itself: whether something is sent again is decided where its story is known.
 */
@Component
class PlatformClient {
    private static final String JSON = "application/json";
    private static final int LONGEST_TEXT = 500;
    private static final UUID NO_PACKAGE = new UUID(0, 0);

    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();
    private final DeliverySettings settings;
    private final Clock clock;

    PlatformClient(DeliverySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.http().connect())
                .build();
    }

    /** @param body as archived */
    Reply post(TargetAddress address, UUID packageId, byte[] body) {
        var uri = URI.create(address.base() + "/packages");
        var request = signed(address, "POST", uri, body)
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return call(address, packageId, request.build());
    }

    /** Asks what the platform knows of a package. */
    Reply ask(TargetAddress address, UUID packageId) {
        var uri = URI.create(address.base() + "/packages/" + packageId);
        return call(
                address,
                packageId,
                signed(address, "GET", uri, new byte[0]).GET().build());
    }

    /** A page of what the platform says it holds of a business day. */
    Reply statement(TargetAddress address, LocalDate date, String after, int limit) {
        var query = "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8) + "&limit=" + limit;
        var uri = URI.create(address.base() + "/statements/" + date + query);
        return call(
                address,
                NO_PACKAGE,
                signed(address, "GET", uri, new byte[0]).GET().build());
    }

    private HttpRequest.Builder signed(TargetAddress address, String method, URI uri, byte[] body) {
        var request =
                HttpRequest.newBuilder(uri).timeout(settings.http().answer()).header("Accept", JSON);
        if (!address.isSigned()) {
            return request;
        }
        new CallSignature(address.keyId(), address.secret()).sign(request, method, uri, body, clock.millis());
        return request;
    }

    private Reply call(TargetAddress address, UUID packageId, HttpRequest request) {
        var limit = settings.answerLimit();
        var call = http.sendAsync(request, response -> new LimitedBody(limit));
        try {
            var response = call.get(settings.http().answer().toMillis(), TimeUnit.MILLISECONDS);
            return answered(address, packageId, response);
        } catch (ExecutionException failed) {
            return unanswered(failed.getCause());
        } catch (TimeoutException late) {
            call.cancel(true);
            return new Reply.NoAnswer("no answer within " + settings.http().answer());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            call.cancel(true);
            return new Reply.NoAnswer("the hub was stopped while it waited");
        }
    }

    private static Reply unanswered(@Nullable Throwable cause) {
        var why = cause == null ? "no answer" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        boolean never = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        if (!never && !(cause instanceof IOException)) {
            throw new IllegalStateException("a call to a platform failed", cause);
        }
        return never ? new Reply.Unreachable(why) : new Reply.NoAnswer(why);
    }

    private Reply answered(TargetAddress address, UUID packageId, HttpResponse<byte[]> response) {
        byte[] body = response.body();
        var onceKey = packageId + " " + Sm3.hex(body);
        var mediaType = response.headers().firstValue("Content-Type").orElse(null);
        var answer = new Answer(
                packageId, address.target(), onceKey, clock.instant(), response.statusCode(), mediaType, body);
        var tree = tree(body);
        return new Reply.Answered(
                answer,
                text(tree, "code"),
                text(tree, "message"),
                text(tree, "receiptNo"),
                retryAfter(response),
                StageReceipt.read(tree));
    }

    /** The body as JSON; a missing node for anything else. */
    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException noJson) {
            return json.missingNode();
        }
    }

    /** A text or number of a JSON object, shortened; null when there is none. */
    static @Nullable String text(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isValueNode() || value.isNull()) {
            return null;
        }
        var text = value.asString().replace('\0', ' ');
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        var value = response.headers().firstValue("Retry-After").orElse("");
        boolean seconds =
                !value.isEmpty() && value.length() < 7 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return seconds ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }
}

package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.signing.Call;
import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
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
 * Calls a platform in the profile {@code hub-json}, signed and encrypted as it asks for. Never follows a redirect and never repeats a call by
 * itself: whether something is sent again is decided where its story is known.
 */
@Component
class PlatformClient {
    private static final String JSON = "application/json";
    private static final int LONGEST_TEXT = 500;
    private static final UUID NO_PACKAGE = new UUID(0, 0);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

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
    Reply post(Line line, UUID packageId, byte[] body) {
        try {
            var encryption = line.encryption();
            var travelling = encryption == null ? body : encryption.encrypt(body);
            var request = signed(line, "POST", line.send(), travelling)
                    .header("Content-Type", JSON)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(travelling));
            return call(line, packageId, request.build());
        } catch (IOException | GeneralSecurityException unsigned) {
            return new Reply.Unreachable(notSent(unsigned));
        }
    }

    /** Asks what the platform knows of a package. */
    Reply ask(Line line, UUID packageId) {
        try {
            var request = signed(line, "GET", line.ask(packageId), new byte[0]).GET();
            return call(line, packageId, request.build());
        } catch (IOException | GeneralSecurityException unsigned) {
            return new Reply.Unreachable(notSent(unsigned));
        }
    }

    /** A page of what the platform says it holds of a business day. */
    Reply statement(Line line, LocalDate date, String after, int limit) {
        try {
            var query = "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8) + "&limit=" + limit;
            var uri = URI.create(line.address().base() + "/statements/" + date + query);
            return call(
                    line,
                    NO_PACKAGE,
                    signed(line, "GET", uri, new byte[0]).GET().build());
        } catch (IOException | GeneralSecurityException unsigned) {
            return new Reply.Unreachable(notSent(unsigned));
        }
    }

    private static String notSent(Exception unsigned) {
        return "nothing was sent, for the call could not be signed or encrypted: " + unsigned.getMessage();
    }

    private HttpRequest.Builder signed(Line line, String method, URI uri, byte[] body)
            throws IOException, GeneralSecurityException {
        var call = new Call(method, uri, body, clock.millis(), UUID.randomUUID().toString());
        var signed = line.signer().sign(call);
        var request = HttpRequest.newBuilder(signed.uri())
                .timeout(settings.http().answer())
                .header("Accept", JSON);
        signed.headers().forEach(request::header);
        return request;
    }

    /** For signers that have to fetch a secret. */
    byte[] fetch(HttpRequest request) throws IOException {
        try {
            var response = http.sendAsync(request, head -> new LimitedBody(settings.answerLimit()))
                    .get(settings.http().answer().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() / 100 != 2) {
                throw new IOException("HTTP " + response.statusCode() + " instead of a secret");
            }
            return response.body();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("no answer where a secret is to be fetched", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the hub was stopped while it waited");
        }
    }

    private Reply call(Line line, UUID packageId, HttpRequest request) {
        var limit = settings.answerLimit();
        var call = http.sendAsync(request, response -> new LimitedBody(limit));
        try {
            var response = call.get(settings.http().answer().toMillis(), TimeUnit.MILLISECONDS);
            return answered(line, packageId, response);
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

    private Reply answered(Line line, UUID packageId, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            line.signer().shutOut();
        }
        var body = inClear(line, response.body());
        var mediaType = response.headers().firstValue("Content-Type").orElse(null);
        if (packageId.equals(NO_PACKAGE)) {
            var page = new Answer(packageId, line.address().target(), "", clock.instant(), status, mediaType, body);
            return new Reply.Answered(
                    page, StatementPage.codeIn(body), null, null, retryAfter(response), List.of(), false, false);
        }
        var answer = new Answer(
                packageId,
                line.address().target(),
                packageId + " " + Sm3.hex(body),
                clock.instant(),
                status,
                mediaType,
                body);
        var tree = tree(body);
        var words = line.words();
        return new Reply.Answered(
                answer,
                words.code(tree),
                words.message(tree),
                words.receiptNo(tree),
                retryAfter(response),
                words.receipts(tree),
                words.isUnknown(tree),
                words.isBusy(tree));
    }

    /** What cannot be decrypted is left as it came: it says nothing, and the archive has it. */
    private static byte[] inClear(Line line, byte[] body) {
        var encryption = line.encryption();
        try {
            return encryption == null ? body : encryption.decrypt(body);
        } catch (GeneralSecurityException undecipherable) {
            return body;
        }
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

package cn.lvyue.hub.channel.poll;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Asks one source for pages. Follows no redirect: where the data comes from is a setting, not the source's choice. */
final class PageClient {
    private static final int LONGEST_SECONDS = 9;

    private final HttpClient http;
    private final PolledSource source;
    private final PageCall calls;
    private final Clock clock;

    PageClient(PolledSource source, Clock clock) {
        this.source = source;
        this.calls = new PageCall(source);
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(source.http().connect())
                .build();
    }

    /** @param page counted from 0 */
    PageAnswer page(int page, @Nullable Instant since, @Nullable Instant until) {
        return call(calls.of(page, since, until, clock.millis()));
    }

    private PageAnswer call(HttpRequest request) {
        var answer = source.http().answer();
        var call = http.sendAsync(
                request, head -> new PageBody(source.paging().largest().toBytes()));
        try {
            return answered(call.get(answer.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            return unanswered(Objects.requireNonNull(failed.getCause()));
        } catch (TimeoutException late) {
            call.cancel(true);
            return none(PollFault.NO_ANSWER, "http.answer = " + answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            call.cancel(true);
            return none(PollFault.NO_ANSWER, "interrupted");
        }
    }

    private PageAnswer unanswered(Throwable cause) {
        if (cause instanceof PageBody.TooLong || cause.getCause() instanceof PageBody.TooLong) {
            return tooLong();
        }
        if (cause instanceof IOException) {
            return none(PollFault.NO_ANSWER, cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
        throw new IllegalStateException("a call to a polled interface failed", cause);
    }

    private PageAnswer tooLong() {
        return none(PollFault.LIMIT, "paging.largest = " + source.paging().largest());
    }

    private static PageAnswer none(PollFault fault, String detail) {
        return new PageAnswer.None(fault.code(), detail, null);
    }

    private PageAnswer answered(HttpResponse<byte[]> response) {
        var date = date(response, "Date");
        if (response.statusCode() != 200) {
            return new PageAnswer.None(
                    PollFault.STATUS.code(), "HTTP " + response.statusCode(), retryAfter(response, date));
        }
        try {
            var mediaType = response.headers().firstValue("Content-Type").orElse(null);
            return new PageAnswer.Body(unpacked(response), mediaType, date);
        } catch (PageBody.TooLong tooLong) {
            return tooLong();
        } catch (IOException broken) {
            return none(PollFault.NO_ANSWER, "gzip: " + broken.getMessage());
        }
    }

    private byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
        var encoding = response.headers().firstValue("Content-Encoding").orElse("");
        if (!encoding.equalsIgnoreCase("gzip") && !encoding.equalsIgnoreCase("x-gzip")) {
            return response.body();
        }
        int limit = Math.toIntExact(source.paging().largest().toBytes());
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            var bytes = unpacking.readNBytes(limit);
            if (unpacking.read() >= 0) {
                throw new PageBody.TooLong();
            }
            return bytes;
        }
    }

    private static @Nullable Instant date(HttpResponse<?> response, String header) {
        try {
            return response.headers()
                    .firstValue(header)
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    /** In seconds, or as a time of the source's own clock (RFC 9110, 10.2.3). */
    private @Nullable Duration retryAfter(HttpResponse<?> response, @Nullable Instant date) {
        var value = response.headers().firstValue("Retry-After").orElse("");
        if (!value.isEmpty()
                && value.length() <= LONGEST_SECONDS
                && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        var at = date(response, "Retry-After");
        return at == null ? null : Duration.between(date == null ? clock.instant() : date, at);
    }
}

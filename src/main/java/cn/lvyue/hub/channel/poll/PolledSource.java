package cn.lvyue.hub.channel.poll;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One polled interface, {@code hub.polls.<name>}. Where records stand in a page and how a good page is told from an error page
 * is said by the feed's mapping.
 *
 * @param url of the interface; may carry a query of its own
 * @param headers sent with every call, such as {@code Authorization}; put secrets into the environment
 * @param keyId signs every call with HMAC-SM3 as the hub's own interface asks for; only together with the secret
 * @param secret of the signature
 * @param interval between rounds
 * @param lease how long another node waits for this one before it takes over; longer than connecting and answering take
 * @param keepRounds how long attempts stay listed
 */
record PolledSource(
        @NotNull URI url,
        @DefaultValue Map<String, String> headers,
        @Nullable String keyId,
        @Nullable String secret,
        @DefaultValue @Valid Paging paging,
        @DefaultValue @Valid Window window,
        @DefaultValue @Valid Http http,
        @DefaultValue @Valid Retry retry,
        @DefaultValue("5m") Duration interval,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("90d") Duration keepRounds) {

    PolledSource {
        headers = Map.copyOf(headers);
    }

    @AssertTrue(message = "url 必须为 http 或 https / the url must be http or https")
    boolean isReachable() {
        return url != null && List.of("http", "https").contains(String.valueOf(url.getScheme()));
    }

    @AssertTrue(message = "key-id 与 secret 须同时配置 / key-id and secret go together")
    boolean isSignedWhole() {
        return (keyId == null) == (secret == null);
    }

    @AssertTrue(message = "lease 须大于 http.connect + http.answer / lease must be longer than connecting and answering")
    boolean isLeasedLongEnough() {
        return http == null || lease.compareTo(http.connect().plus(http.answer())) > 0;
    }

    /** Without headers and secret. */
    @Override
    public String toString() {
        return "PolledSource[url=" + url + "]";
    }

    /**
     * How pages are asked for.
     *
     * @param parameters how parameters travel: in the query of a GET, or as the JSON object a POST carries
     * @param fixed parameters of every call
     * @param page parameter of the page's number
     * @param size parameter of the page's size; empty if there is none
     * @param records asked for per page
     * @param first number of the first page
     * @param total JSON pointer to the number of all records; empty if the source does not say
     * @param pages JSON pointer to the number of pages; empty if the source does not say
     * @param recordId JSON pointer, from a record, to what identifies it; without it the whole record does
     * @param mostPages in one round
     * @param largest page, after unpacking
     * @param passes how often a round goes through the pages until they stand still
     */
    record Paging(
            @DefaultValue("QUERY") Parameters parameters,
            @DefaultValue Map<String, String> fixed,
            @DefaultValue("pageNo") String page,
            @DefaultValue("pageSize") String size,
            @DefaultValue("100") @Min(1) @Max(100_000) int records,
            @DefaultValue("1") @Min(0) @Max(1) int first,
            @DefaultValue("/data/total") String total,
            @DefaultValue("/data/pages") String pages,
            @DefaultValue("") String recordId,
            @DefaultValue("10000") @Min(1) @Max(1_000_000) int mostPages,
            @DefaultValue("16MB") DataSize largest,
            @DefaultValue("3") @Min(1) @Max(10) int passes) {
        Paging {
            fixed = Map.copyOf(fixed);
        }

        enum Parameters {
            QUERY,
            JSON
        }
    }

    /**
     * Which records are asked for: those changed since the watermark less the overlap.
     *
     * @param since parameter of the window's start; empty if the source has none and every round reads all
     * @param until parameter of the window's end; empty if there is none
     * @param format of both, and of {@code changed}: {@code epoch-millis}, {@code epoch-seconds} or a pattern
     * @param zone of times without one
     * @param start of the first window; without it the first round reads all
     * @param overlap read again each round, for what the source committed late
     * @param changed JSON pointer, from a record, to its time of change; without it the source's clock (header Date) is used
     */
    record Window(
            @DefaultValue("") String since,
            @DefaultValue("") String until,
            @DefaultValue("yyyy-MM-dd HH:mm:ss") String format,
            @DefaultValue("Asia/Shanghai") ZoneId zone,
            @Nullable Instant start,
            @DefaultValue("10m") Duration overlap,
            @DefaultValue("") String changed) {}

    /**
     * @param connect longest time to connect
     * @param answer longest time from the call to the last byte of its answer
     * @param attempts at a page that gets no answer, at once; then the round fails and the pause begins
     */
    record Http(
            @DefaultValue("10s") Duration connect,
            @DefaultValue("60s") Duration answer,
            @DefaultValue("3") @Min(1) @Max(10) int attempts) {}

    /**
     * After a failed round.
     *
     * @param first pause; twice as long after each further failure
     * @param longest pause, also if the source asks for more
     */
    record Retry(
            @DefaultValue("30s") Duration first,
            @DefaultValue("30m") Duration longest) {
        /** @param failures in a row, from 1 */
        Duration after(int failures) {
            var pause = first.multipliedBy(1L << Math.min(failures - 1, 20));
            return pause.compareTo(longest) > 0 ? longest : pause;
        }
    }
}

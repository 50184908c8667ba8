package cn.lvyue.hub.security;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A request the door turns away; becomes a problem answer (RFC 9457). Carries nothing secret. */
public final class Refused extends RuntimeException {
    /** How a signed request is asked for in {@code WWW-Authenticate}. */
    public static final String SCHEME = "Hub-Signature";

    private static final long serialVersionUID = 1L;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final String code;
    private final int status;
    private final transient Map<String, Object> members;

    private Refused(int status, String code, String zh, String en, Map<String, Object> members) {
        super(zh + " / " + en, null, false, false); // an everyday outcome: a stack trace would only cost
        this.code = code;
        this.status = status;
        this.members = Map.copyOf(members);
    }

    private static Refused of(int status, String code, String zh, String en) {
        return new Refused(status, code, zh, en, Map.of());
    }

    static Refused signature(SourceKey key) {
        return of(
                401,
                "S101",
                "X-Hub-Signature 与请求的方法、地址、时间、随机数和正文不符；密钥 %s 的算法为 %s"
                        .formatted(key.keyId(), key.algorithm().label()),
                "X-Hub-Signature does not fit method, address, time, nonce and body of the request; key %s signs by %s"
                        .formatted(key.keyId(), key.algorithm().label()));
    }

    static Refused clock(Instant now, Duration ahead, Duration window) {
        var server = OffsetDateTime.ofInstant(now.truncatedTo(ChronoUnit.MILLIS), ZONE);
        boolean seconds = isInSeconds(now, now.plus(ahead).toEpochMilli());
        return new Refused(
                401,
                "S102",
                "请求时间与枢纽相差 %d 毫秒，最多允许 %d 秒；枢纽时间 %s".formatted(ahead.toMillis(), window.toSeconds(), server)
                        + (seconds ? "；X-Hub-Timestamp 似为秒数，应为毫秒数" : ""),
                "the request's time is %d ms from the hub's, %d s are allowed; the hub has %s"
                                .formatted(ahead.toMillis(), window.toSeconds(), server)
                        + (seconds ? "; X-Hub-Timestamp looks like seconds, milliseconds are wanted" : ""),
                Map.of(
                        "serverTime", now.toEpochMilli(),
                        "differenceMillis", ahead.toMillis(),
                        "allowedSeconds", window.toSeconds()));
    }

    private static boolean isInSeconds(Instant now, long timestamp) {
        return Duration.between(now, Instant.ofEpochSecond(timestamp)).abs().compareTo(Duration.ofDays(1)) < 0;
    }

    static Refused tooSlow(Duration longest) {
        return of(
                401,
                "S102",
                "正文传输超过 %d 秒，签名已失效".formatted(longest.toSeconds()),
                "the body took longer than %d s to arrive; its signature has lapsed".formatted(longest.toSeconds()));
    }

    static Refused nonce() {
        return of(401, "S103", "X-Hub-Nonce 已使用过", "X-Hub-Nonce was used before");
    }

    static Refused unknownKey() {
        return of(401, "S104", "X-Hub-Key 未登记", "X-Hub-Key is not known here");
    }

    static Refused notValid(SourceKey key, SourceKey.State state) {
        return switch (state) {
            case REVOKED -> of(401, "S104", "密钥 " + key.keyId() + " 已吊销", "key " + key.keyId() + " is revoked");
            case NOT_YET -> of(401, "S104", "密钥 " + key.keyId() + " 尚未生效", "key " + key.keyId() + " is not valid yet");
            case EXPIRED, ACTIVE ->
                of(401, "S104", "密钥 " + key.keyId() + " 已过期", "key " + key.keyId() + " has expired");
        };
    }

    static Refused otherFeed(SourceKey key) {
        return of(
                403,
                "S105",
                "密钥 %s 只用于来源 %s".formatted(key.keyId(), key.feed()),
                "key %s is for feed %s only".formatted(key.keyId(), key.feed()));
    }

    static Refused address(String address) {
        return of(
                403,
                "S105",
                "地址 %s 不在该来源的允许范围内".formatted(address),
                "address %s is not among those the source may call from".formatted(address));
    }

    static Refused badHeader(String name, String zh, String en) {
        return new Refused(
                400,
                "T104",
                "请求头 %s 缺失、重复或格式不对，应为%s".formatted(name, zh),
                "header %s is missing, doubled or malformed; wanted are %s".formatted(name, en),
                Map.of("header", name, "wanted", zh + " / " + en));
    }

    static Refused rate(SourceRule rule, Duration wait) {
        long seconds = secondsUp(wait);
        return new Refused(
                429,
                "T105",
                "请求过于频繁：每分钟 %d 次，一次至多连发 %d 次；请 %d 秒后再试".formatted(rule.requestsPerMinute(), rule.burst(), seconds),
                "too many requests: %d a minute, %d at once; try again in %d s"
                        .formatted(rule.requestsPerMinute(), rule.burst(), seconds),
                Map.of("retryAfter", seconds, "requestsPerMinute", rule.requestsPerMinute(), "burst", rule.burst()));
    }

    static Refused tooOftenRefused(int perMinute, Duration wait) {
        long seconds = secondsUp(wait);
        return new Refused(
                429,
                "T105",
                "一分钟内被拒已达 %d 次；请改正后 %d 秒再试".formatted(perMinute, seconds),
                "%d requests were refused within a minute; put them right and try again in %d s"
                        .formatted(perMinute, seconds),
                Map.of("retryAfter", seconds, "refusalsPerMinute", perMinute));
    }

    static Refused keyState(String keyId, String zh, String en) {
        return of(409, "T107", "密钥 " + keyId + " " + zh, "key " + keyId + " " + en);
    }

    static Refused noSecretsKey() {
        return of(
                409,
                "T108",
                "未配置 hub.secrets-key（环境变量 HUB_SECRETS_KEY），不能保存来源密钥",
                "hub.secrets-key (environment HUB_SECRETS_KEY) is not set; keys of sources cannot be kept");
    }

    /** Against the rules by which duties are kept apart. @param status the HTTP status */
    static Refused duties(int status, String code, String zh, String en) {
        return of(status, code, zh, en);
    }

    private static long secondsUp(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Both languages. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Further members of the problem, for programs; {@code retryAfter} also goes into the header of that name. */
    public Map<String, Object> members() {
        return members;
    }
}

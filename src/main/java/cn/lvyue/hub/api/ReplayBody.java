package cn.lvyue.hub.api;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.replay.Replays.Mode;
import cn.lvyue.hub.replay.Replays.Selection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a call asks to be done again, as it stands in its body. */
@Schema(name = "ReplayRequest", description = "重放请求 / What is to be done again")
public record ReplayBody(
        @Nullable Select select,

        @Schema(allowableValues = {"reprocess", "redeliver", "correct"}) @Nullable
        String mode,

        @Nullable String reason,

        @Schema(description = "只看计划 / only the plan") @Nullable
        Boolean dryRun,

        @Schema(description = "更正：字段及其新值，空为删除 / correct: values by field, an empty text removes one") @Nullable
        Map<String, String> changes,

        @Schema(description = "每秒条数，0 为不限 / records a second, 0 for as fast as it goes") @Nullable
        Integer rate,

        @Schema(description = "意外失败超过此比例即停止 / stop at this share of failures the plan did not announce") @Nullable
        Double maxFailureRate) {

    @Schema(name = "ReplaySelect", description = "按交换、条件或清单 / By exchange, by filter or by list")
    public record Select(
            @Nullable List<String> messageIds,
            @Nullable List<String> packageIds,
            @Nullable String feed,
            @Nullable String receivedFrom,
            @Nullable String receivedTo,
            @Nullable String status,
            @Nullable String outcome,
            @Nullable String finding,
            @Nullable String target,
            @Nullable String deliveryState,
            @Nullable List<String> recordIds,
            @Nullable List<String> sourceRecordNos) {}

    private static final int MOST = 10_000;
    private static final int LONGEST_REASON = 500;
    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{3}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws Refusal naming what is wrong */
    static ReplayBody read(byte[] body) {
        try {
            return JSON.readValue(body, ReplayBody.class);
        } catch (JacksonException wrong) {
            throw Refusal.badParameter(
                    "body",
                    String.valueOf(wrong.getOriginalMessage()),
                    "JSON 对象 {select, mode, reason, dryRun}",
                    "a JSON object {select, mode, reason, dryRun}");
        }
    }

    Replays.Request request(FeedPacks feeds) {
        var wanted = constant(Mode.class, "mode", mode == null ? "" : mode);
        var why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Refusal.badParameter(
                    "reason",
                    why,
                    "1 至 %d 字的理由".formatted(LONGEST_REASON),
                    "a reason of 1 to %d characters".formatted(LONGEST_REASON));
        }
        var selection = selection(feeds);
        if (selection.isEmpty()) {
            throw Refusal.badParameter("select", "", "至少一个条件或清单", "at least one filter or list");
        }
        if (wanted == Mode.CORRECT && (changes == null || changes.isEmpty())) {
            throw Refusal.badParameter("changes", "", "字段及其新值", "fields with their new values");
        }
        if (rate != null && rate < 0) {
            throw Refusal.badParameter("rate", rate.toString(), "0 或更大", "0 or more");
        }
        if (maxFailureRate != null && !(maxFailureRate >= 0 && maxFailureRate <= 1)) {
            throw Refusal.badParameter("maxFailureRate", maxFailureRate.toString(), "0 至 1", "0 to 1");
        }
        return new Replays.Request(
                wanted,
                selection,
                wanted == Mode.CORRECT && changes != null ? changes : Map.of(),
                why,
                dryRun != null && dryRun,
                rate,
                maxFailureRate);
    }

    private Selection selection(FeedPacks feeds) {
        var from = select == null
                ? new Select(null, null, null, null, null, null, null, null, null, null, null, null)
                : select;
        var feed = from.feed() == null ? null : feed(from.feed(), feeds);
        var numbers = list("sourceRecordNos", from.sourceRecordNos());
        if (!numbers.isEmpty() && feed == null) {
            throw Refusal.badParameter("feed", "", "与 sourceRecordNos 同给的来源", "the feed of sourceRecordNos");
        }
        return new Selection(
                list("messageIds", from.messageIds()).stream().map(Limits::id).toList(),
                list("packageIds", from.packageIds()).stream()
                        .map(ReplayBody::uuid)
                        .toList(),
                feed,
                instant("receivedFrom", from.receivedFrom()),
                instant("receivedTo", from.receivedTo()),
                from.status() == null ? null : constant(MessageStatus.class, "status", from.status()),
                from.outcome() == null ? null : constant(Outcome.class, "outcome", from.outcome()),
                code(from.finding()),
                from.target() == null ? null : constant(Target.class, "target", from.target()),
                state(from.deliveryState()),
                list("recordIds", from.recordIds()),
                numbers);
    }

    private static FeedId feed(String id, FeedPacks feeds) {
        if (!feeds.knows(id)) {
            throw feeds.unknown(id);
        }
        return feeds.feed(id);
    }

    private static List<String> list(String name, @Nullable List<String> values) {
        if (values != null && values.size() > MOST) {
            throw Refusal.badParameter(
                    name,
                    String.valueOf(values.size()),
                    "至多 %d 个".formatted(MOST),
                    "at most %d of them".formatted(MOST));
        }
        return values == null ? List.of() : values;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Refusal.badParameter("packageIds", text, "包编号（UUID）", "package ids (UUID)");
        }
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            throw Refusal.badParameter(
                    name,
                    text,
                    "带时区的时间，如 2023-10-15T00:00:00+08:00",
                    "a time with its offset, as 2023-10-15T00:00:00+08:00");
        }
    }

    private static @Nullable String code(@Nullable String code) {
        if (code != null && !CODE.matcher(code).matches()) {
            throw Refusal.badParameter("finding", code, "校验代码，如 V104", "a finding's code, as V104");
        }
        return code;
    }

    private static @Nullable String state(@Nullable String state) {
        var known = List.of("SEALED", "UNKNOWN", "SENT", "RECEIPTED", "REFUSED", "FAILED");
        if (state != null && !known.contains(state.toUpperCase(Locale.ROOT))) {
            throw Refusal.badParameter("deliveryState", state, "下列之一：" + known, "one of " + known);
        }
        return state == null ? null : state.toUpperCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, String text) {
        for (var each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        var known = Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        throw Refusal.badParameter(name, text, "下列之一：" + known, "one of " + known);
    }
}

package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Target;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.exc.InvalidFormatException;

/** Says in both languages what a parameter of some type should look like. */
final class WantedType {
    private WantedType() {}

    static Refusal refusal(MethodArgumentTypeMismatchException mistyped) {
        var wanted = wanted(mistyped.getRequiredType());
        return Refusal.badParameter(mistyped.getName(), String.valueOf(mistyped.getValue()), wanted[0], wanted[1]);
    }

    static Refusal refusal(MissingServletRequestParameterException missing) {
        return Refusal.badParameter(missing.getParameterName(), "", "必填的值", "a value; it is required");
    }

    /** For a body that is no JSON, or has a value of another type than the call takes; names the member and its value. */
    static Refusal refusal(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof InvalidFormatException value
                && !value.getPath().isEmpty()) {
            var name = value.getPath().stream()
                    .map(place -> place.getPropertyName() == null ? "" + place.getIndex() : place.getPropertyName())
                    .collect(Collectors.joining("/"));
            var wanted = wanted(value.getTargetType());
            return Refusal.badParameter(name, String.valueOf(value.getValue()), wanted[0], wanted[1]);
        }
        return Refusal.of(
                ProblemKind.BAD_PARAMETER,
                "请求正文不是此接口所要的 JSON，写法见 /api/v1/openapi",
                "the body is not the JSON this call takes; /api/v1/openapi shows it");
    }

    private static String[] wanted(@Nullable Class<?> type) {
        if (type == Target.class) {
            return both(" provincial 或 national", "provincial or national");
        }
        if (type != null && type.isEnum()) {
            var names =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
            return both("下列之一：" + names, "one of " + names);
        }
        if (type == LocalDate.class) {
            return both("日期 yyyy-MM-dd", "a date, yyyy-MM-dd");
        }
        if (type == OffsetDateTime.class) {
            return both(
                    "时刻，如 2027-01-01T00:00:00+08:00",
                    "a moment such as 2027-01-01T00:00:00+08:00 (in an address its + is written %2B)");
        }
        if (type == Duration.class) {
            return both("时长，如 7d、12h、30m", "a time such as 7d, 12h or 30m");
        }
        if (type == boolean.class || type == Boolean.class) {
            return both(" true 或 false", "true or false");
        }
        return both("整数", "a whole number");
    }

    private static String[] both(String zh, String en) {
        return new String[] {zh, en};
    }
}

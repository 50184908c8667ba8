package cn.lvyue.hub.console;

import cn.lvyue.hub.api.ReplayBody;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose for a replay, as far as he came.
 *
 * @param messages, packages, records and sourceNos several, divided by blanks, commas or lines
 * @param from first day of receipt, {@code to} the last
 */
record ReplayForm(
        @Nullable String messages,
        @Nullable String packages,
        @Nullable String records,
        @Nullable String feed,
        @Nullable String sourceNos,
        @Nullable String from,
        @Nullable String to,
        @Nullable String status,
        @Nullable String outcome,
        @Nullable String finding,
        @Nullable String target,
        @Nullable String deliveryState,
        @Nullable String mode,
        @Nullable String reason,
        @Nullable String rate,
        boolean dryRun) {

    /** What narrows the choice, by name, as it is carried from step to step. */
    public Map<String, String> chosen() {
        var chosen = new LinkedHashMap<String, String>();
        put(chosen, "messages", messages);
        put(chosen, "packages", packages);
        put(chosen, "records", records);
        put(chosen, "feed", feed);
        put(chosen, "sourceNos", sourceNos);
        put(chosen, "from", from);
        put(chosen, "to", to);
        put(chosen, "status", status);
        put(chosen, "outcome", outcome);
        put(chosen, "finding", finding);
        put(chosen, "target", target);
        put(chosen, "deliveryState", deliveryState);
        return chosen;
    }

    private static void put(Map<String, String> chosen, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            chosen.put(name, value.strip());
        }
    }

    /** Packages are delivered again; all else is read again, unless somebody wants otherwise. */
    public String modeOr() {
        return mode != null ? mode : given(packages) == null ? "reprocess" : "redeliver";
    }

    /** @param changes of a correction, by field */
    ReplayBody body(Map<String, String> changes) {
        var select = new ReplayBody.Select(
                list(messages),
                list(packages),
                given(feed),
                start(from, 0),
                start(to, 1),
                given(status),
                given(outcome),
                given(finding),
                given(target),
                given(deliveryState),
                list(records),
                list(sourceNos));
        return new ReplayBody(select, mode, reason, dryRun, changes, number(rate), null);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable List<String> list(@Nullable String text) {
        var given = given(text);
        return given == null ? null : Arrays.asList(given.split("[\\s,，、;；]+"));
    }

    /** A day's beginning; what is no day is handed on, to be refused in words. */
    private static @Nullable String start(@Nullable String day, int later) {
        var given = given(day);
        if (given == null) {
            return null;
        }
        try {
            return LocalDate.parse(given).plusDays(later) + "T00:00:00+08:00";
        } catch (DateTimeException none) {
            return given;
        }
    }

    /** Nothing for what is no number: then it goes as fast as is configured, which is never faster. */
    private static @Nullable Integer number(@Nullable String text) {
        var given = given(text);
        return given == null || !given.matches("\\d{1,6}") ? null : Integer.valueOf(given);
    }
}

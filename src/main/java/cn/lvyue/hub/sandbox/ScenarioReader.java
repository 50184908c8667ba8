package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import cn.lvyue.hub.sandbox.Scenarios.Unreadable;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a scenario, YAML or JSON; anything it does not know is a fault. */
final class ScenarioReader {
    private static final int MOST_RULES = 1_000;

    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();

    /** As written. */
    private record Written(@Nullable Long seed, @Nullable List<WrittenRule> rules) {}

    private record WrittenRule(
            @Nullable String act,
            @Nullable String target,
            @Nullable String on,
            @Nullable String calls,
            @Nullable Double chance,
            @Nullable String packages,
            @Nullable String records,
            @Nullable String from,
            @Nullable String until,
            @Nullable Integer times,
            @Nullable String delay,
            @Nullable Integer status,
            @Nullable Integer retryAfter,
            @Nullable String stage,
            @Nullable String by,
            @Nullable String url,
            @Nullable String message,
            @Nullable String of) {}

    Scenario read(String text) {
        if (text.isBlank()) {
            return Scenario.NONE;
        }
        Written written;
        try {
            written = yaml.readValue(text, Written.class);
        } catch (JacksonException bad) {
            int line = bad.getLocation() == null ? 0 : bad.getLocation().getLineNr();
            throw new Unreadable(
                    "场景第 %d 行无法读取：%s".formatted(line, bad.getOriginalMessage()),
                    "line %d of the scenario cannot be read".formatted(line));
        }
        if (written == null || written.rules() == null) {
            throw new Unreadable("场景缺少 rules", "the scenario has no rules");
        }
        if (written.rules().size() > MOST_RULES) {
            throw new Unreadable("场景的规则多于 " + MOST_RULES, "the scenario has more rules than " + MOST_RULES);
        }
        long seed = written.seed() == null ? 0 : written.seed();
        return new Scenario(seed, written.rules().stream().map(this::rule).toList(), text);
    }

    private Rule rule(@Nullable WrittenRule written) {
        if (written == null) {
            throw new Unreadable("场景有空的规则", "the scenario has an empty rule");
        }
        var act = act(written.act());
        var calls = calls(written.calls());
        double chance = written.chance() == null ? 1 : written.chance();
        if (!(chance >= 0 && chance <= 1)) {
            throw bad("chance", String.valueOf(chance));
        }
        return new Rule(
                deed(act, written),
                targets(written.target()),
                occasions(act, written.on()),
                calls[0],
                calls[1],
                chance,
                pattern("packages", written.packages()),
                written.from() == null ? Duration.ZERO : duration("from", written.from()),
                written.until() == null ? null : duration("until", written.until()),
                written.times() == null ? Integer.MAX_VALUE : written.times());
    }

    private static Deed deed(Act act, WrittenRule written) {
        int status = written.status() == null ? Deed.status(act) : written.status();
        if (status < 400 || status > 599) {
            throw bad("status", String.valueOf(status));
        }
        var stage = written.stage() == null ? "" : written.stage();
        if (!stage.matches("|R[1-5]")) {
            throw bad("stage", stage);
        }
        boolean calls = act == Act.CALL_BACK || act == Act.STRAY_CALL_BACK;
        if (calls && written.url() == null) {
            throw new Unreadable("call-back 须给出 url", "a call-back needs a url");
        }
        var of = written.of() == null ? "" : written.of();
        if (!of.matches("|records|amount|digest")) {
            throw bad("of", of);
        }
        var usual = calls ? Duration.ZERO : Deed.DELAY;
        return new Deed(
                act,
                written.delay() == null ? usual : duration("delay", written.delay()),
                status,
                written.retryAfter() == null ? 1 : written.retryAfter(),
                stage,
                written.by() == null ? Deed.BY : duration("by", written.by()),
                written.url() == null ? null : url(written.url()),
                written.message() == null ? Deed.MESSAGE : written.message(),
                of,
                pattern("records", written.records()));
    }

    private static Act act(@Nullable String name) {
        for (var act : Act.values()) {
            if (act != Act.ANSWER && name(act).equals(name)) {
                return act;
            }
        }
        throw bad("act", String.valueOf(name));
    }

    static String name(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<Target> targets(@Nullable String id) {
        if (id == null) {
            return EnumSet.allOf(Target.class);
        }
        try {
            return EnumSet.of(Target.ofId(id));
        } catch (IllegalArgumentException none) {
            throw bad("target", id);
        }
    }

    private static Set<Occasion> occasions(Act act, @Nullable String name) {
        if (name == null) {
            return switch (act) {
                case LOSE_PACKAGE, CALL_BACK, STRAY_CALL_BACK -> EnumSet.of(Occasion.POST);
                case TWICE, GOOD_THEN_BAD, BAD_THEN_GOOD, REFUSE_STAGE, UNKNOWN_RECORDS, WRONG_COUNTS, LATE ->
                    EnumSet.of(Occasion.ASK);
                case WRONG_TOTALS -> EnumSet.of(Occasion.STATEMENT);
                default -> EnumSet.of(Occasion.POST, Occasion.ASK, Occasion.STATEMENT);
            };
        }
        for (var occasion : EnumSet.of(Occasion.POST, Occasion.ASK, Occasion.STATEMENT)) {
            if (name(occasion).equals(name)) {
                return EnumSet.of(occasion);
            }
        }
        throw bad("on", name);
    }

    /** One number, or two with two dots between, the second of which may be left out. */
    private static int[] calls(@Nullable String text) {
        if (text == null) {
            return new int[] {1, Integer.MAX_VALUE};
        }
        if (!text.matches("[1-9][0-9]{0,8}(\\.\\.([1-9][0-9]{0,8})?)?")) {
            throw bad("calls", text);
        }
        var parts = text.split("\\.\\.", -1);
        int first = Integer.parseInt(parts[0]);
        int last = parts.length == 1 ? first : parts[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(parts[1]);
        return new int[] {first, last};
    }

    private static @Nullable Pattern pattern(String name, @Nullable String text) {
        try {
            return text == null ? null : Pattern.compile(text);
        } catch (PatternSyntaxException none) {
            throw bad(name, text);
        }
    }

    private static Duration duration(String name, String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException none) {
            throw bad(name, text);
        }
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException none) {
            throw bad("url", text);
        }
    }

    private static Unreadable bad(String name, String value) {
        return new Unreadable(
                "场景的 %s 不能是 '%s'".formatted(name, value), "%s in a scenario cannot be '%s'".formatted(name, value));
    }
}

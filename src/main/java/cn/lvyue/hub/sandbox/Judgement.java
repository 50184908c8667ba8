package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;

/** A platform's own view of a record; knows nothing of how the hub decides. */
class Judgement {
    private static final int REMOVE = 2;

    private final SandboxSettings settings;
    private final Behaviour behaviour;
    private final Map<String, Set<String>> confirmed;

    Judgement(SandboxSettings settings, ObjectProvider<Behaviour> behaviour) {
        this.settings = settings;
        this.confirmed = settings.confirmed().stream()
                .map(condition -> condition.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Set.of(parts[1].split("\\|"))));
        this.behaviour = behaviour.getIfAvailable(() -> new Behaviour() {});
    }

    Behaviour behaviour() {
        return behaviour;
    }

    Judged judge(Target target, JsonNode record) {
        var number = record.path(settings.sourceRecordNo()).asString("");
        int state = record.path(settings.dataState()).asInt(0);
        boolean leak = target == Target.NATIONAL && isLeak(record, state);
        var refusal = behaviour.refusalOf(target, number);
        if (number.isEmpty()) {
            return new Judged(number, state, "V101", settings.sourceRecordNo() + " is missing", leak);
        }
        return refusal.map(why -> new Judged(number, state, "B101", why, leak))
                .orElseGet(() -> new Judged(number, state, "0", null, leak));
    }

    private boolean isLeak(JsonNode record, int state) {
        return state == REMOVE ? !settings.identification().containsAll(record.propertyNames()) : !isConfirmed(record);
    }

    private boolean isConfirmed(JsonNode record) {
        return confirmed.entrySet().stream()
                .allMatch(condition -> condition
                        .getValue()
                        .contains(record.path(condition.getKey()).asString("")));
    }
}

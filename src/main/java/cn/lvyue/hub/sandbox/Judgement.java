package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;

/** A platform's own view of a record; knows nothing of how the hub decides. */
class Judgement {
    private static final int REMOVE = 2;

    private final SandboxSettings settings;
    private final Script script;
    private final Behaviour behaviour;
    private final Map<String, Set<String>> confirmed;

    Judgement(SandboxSettings settings, Script script, ObjectProvider<Behaviour> behaviour) {
        this.settings = settings;
        this.script = script;
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
        var refusal = number.isEmpty()
                ? Optional.of(new Refusal("V101", settings.sourceRecordNo() + " is missing"))
                : refusalOf(target, number);
        boolean lost = refusal.isEmpty()
                && script.deedOn(Act.LOSE_RECORDS, target, number).isPresent();
        return new Judged(
                number,
                record.path(settings.complaintNo()).asString(""),
                record.path(settings.revision()).asInt(0),
                state,
                refusal.map(Refusal::code).orElse("0"),
                refusal.map(Refusal::message).orElse(null),
                leak,
                lost);
    }

    private record Refusal(String code, String message) {}

    private Optional<Refusal> refusalOf(Target target, String number) {
        return behaviour
                .refusalOf(target, number)
                .or(() -> script.deedOn(Act.REFUSE, target, number).map(Deed::message))
                .map(why -> new Refusal("B101", why));
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

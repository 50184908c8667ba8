package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.util.ArrayList;
import java.util.List;

/** What happens to calls, by scenario and by what a test says beside it. */
class Weather {
    private final Script script;
    private final Behaviour behaviour;

    Weather(Script script, Judgement judgement) {
        this.script = script;
        this.behaviour = judgement.behaviour();
    }

    List<Deed> deeds(Call call) {
        var deeds = new ArrayList<>(script.deeds(call.target(), call.occasion(), call.packageId()));
        var act = switch (call.occasion()) {
            case POST -> behaviour.onPackage(call.target(), call.packageId());
            case ASK -> behaviour.onAsking(call.target(), call.packageId());
            default -> Act.ANSWER;
        };
        if (act != Act.ANSWER) {
            deeds.add(Deed.of(act));
        }
        return deeds;
    }

    boolean isDown(Target target) {
        return script.isDown(target);
    }
}

package cn.lvyue.hub.personal;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which fields are personal, by any of the packs the hub has loaded. */
@Component
class PersonalIds {
    private final Set<String> personal = new HashSet<>();
    private final Set<String> harmless = new HashSet<>();
    private final Set<Target> targets = new HashSet<>();

    PersonalIds(StandardPacks packs) {
        packs.all().forEach(this::add);
        harmless.removeAll(personal);
    }

    private void add(StandardPack pack) {
        for (var field : pack.fields()) {
            if (field.isPersonal()) {
                personal.add(field.id());
                addTarget(Target.PROVINCIAL, field.province());
                addTarget(Target.NATIONAL, field.national());
            } else if (!Masking.isProse(field)) {
                harmless.add(field.id());
            }
        }
    }

    private void addTarget(Target target, Field.Use use) {
        if (use != Field.Use.OMIT) {
            targets.add(target);
        }
    }

    Collection<String> all() {
        return personal;
    }

    boolean isPersonal(String id) {
        return personal.contains(id);
    }

    /** What a finding quotes may be personal unless it is about a field that is known to hold nothing of that kind. */
    boolean mayBePersonal(@Nullable String field) {
        return field == null || !harmless.contains(field);
    }

    boolean goesTo(Target target) {
        return targets.contains(target);
    }
}

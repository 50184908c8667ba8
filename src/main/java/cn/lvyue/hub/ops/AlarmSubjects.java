package cn.lvyue.hub.ops;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.Bilingual;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Says in an alarm's words what it is about as people call it: a feed, a platform; anything else by its subject. */
@Component
class AlarmSubjects {
    private static final String PLACE = "{subject}";

    private final Mappings mappings;

    AlarmSubjects(Mappings mappings) {
        this.mappings = mappings;
    }

    Alarm named(Alarm alarm) {
        var name = name(alarm.subject());
        return new Alarm(
                alarm.code(),
                alarm.subject(),
                alarm.level(),
                alarm.zh().replace(PLACE, name.zh()),
                alarm.en().replace(PLACE, name.en()));
    }

    private Bilingual name(String subject) {
        return Arrays.stream(Target.values())
                .filter(target -> target.id().equals(subject))
                .map(AlarmSubjects::name)
                .findFirst()
                .orElseGet(() -> feed(subject));
    }

    private Bilingual feed(String subject) {
        return mappings.feeds().stream()
                .filter(feed -> feed.value().equals(subject))
                .map(mappings::name)
                .map(name -> new Bilingual(name.in("zh"), name.in("en")))
                .findFirst()
                .orElse(new Bilingual(subject, subject));
    }

    private static Bilingual name(Target target) {
        return switch (target) {
            case PROVINCIAL -> new Bilingual("省公共信用平台", "the provincial platform");
            case NATIONAL -> new Bilingual("国家平台", "the national platform");
        };
    }
}

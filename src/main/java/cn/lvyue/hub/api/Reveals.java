package cn.lvyue.hub.api;

import cn.lvyue.hub.security.Looks;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Missing;
import cn.lvyue.hub.security.Looks.Seen;
import cn.lvyue.hub.security.Looks.Subject;
import cn.lvyue.hub.security.Person;
import cn.lvyue.hub.security.Purpose;
import cn.lvyue.hub.security.Source;
import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The one way by which a call may show personal data: asked for, granted and written down before it is shown. */
@Component
class Reveals {
    /** What a person calls that which was not said. */
    private static final Map<String, String> WORDS =
            Map.of("purpose", "目的", "purposeText", "目的的说明", "reference", "案件或文书编号");

    private final Looks looks;

    Reveals(Looks looks) {
        this.looks = looks;
    }

    /**
     * Writes down that a call is about to show personal data.
     *
     * @throws Refusal S200 if purpose or reference is missing; nothing may be shown then
     */
    void show(HttpServletRequest request, Subject subject, RevealReason reason, Seen seen) {
        if (looks.look(actor(request), subject, reason.why(), seen) instanceof Missing missing) {
            throw refusal(missing.what());
        }
    }

    /**
     * Writes down that a whole document is about to be handed out. Who fetches his own data, a source or its clerk, need not say
     * why: others' they do not get.
     *
     * @throws Refusal S200 if a person did not say purpose or reference
     */
    void handOut(HttpServletRequest request, Kind kind, String id, RevealReason reason) {
        var subject = new Subject(kind, id);
        var user = request.getUserPrincipal();
        if (Source.of(user).isPresent()
                || Person.of(user).filter(Person::isOfFeedsOnly).isPresent()) {
            looks.fetched(actor(request), subject);
        } else {
            show(request, subject, reason, Seen.wholeDocument());
        }
    }

    private static Refusal refusal(List<String> missing) {
        var purposes = Purpose.named().stream()
                .collect(Collectors.toMap(Enum::name, Purpose::label, (a, b) -> a, TreeMap::new));
        var names = String.join(", ", missing);
        var words = missing.stream()
                .map(name -> WORDS.getOrDefault(name, "") + "（" + name + "）")
                .collect(Collectors.joining("、"));
        return Refusal.of(
                ProblemKind.PURPOSE_MISSING,
                "查看个人信息须说明目的和案件编号；缺少或不合格：%s".formatted(words),
                "personal data is shown for a purpose and under a reference; missing or not usable: %s"
                        .formatted(names),
                Map.of("missing", missing, "purposes", purposes));
    }

    static Actor actor(HttpServletRequest request) {
        var user = request.getUserPrincipal();
        return new Actor(user == null ? "nobody known" : user.getName(), request.getRemoteAddr());
    }
}

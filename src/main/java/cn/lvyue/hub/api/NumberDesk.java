package cn.lvyue.hub.api;

import cn.lvyue.hub.personal.PersonalNumbers;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Seen;
import cn.lvyue.hub.security.Looks.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where records are found by a number that lies sealed, by calls and on pages; each search is a look at personal data. */
@Component
public class NumberDesk {
    private static final int PAGE = 200;

    private final PersonalNumbers numbers;
    private final Reveals reveals;

    NumberDesk(PersonalNumbers numbers, Reveals reveals) {
        this.numbers = numbers;
        this.reveals = reveals;
    }

    /**
     * Records with the number, newest first; the search and what it found are written down before it is told.
     *
     * @param number one telephone or identity number, however it is written; it is never repeated in what is answered or noted
     * @param before {@code next} of the page before; null or blank for the newest
     * @param limit 1 to 200
     * @throws Refusal T111 for what is no number, S200 if purpose or reference is missing
     */
    public PersonalNumbers.Page find(
            String number, @Nullable String before, int limit, RevealReason reason, HttpServletRequest request) {
        var page =
                numbers.find(number, before(before), Limits.page(limit, PAGE)).orElseThrow(NumberDesk::noNumber);
        note(page.items(), reason, request);
        return page;
    }

    /** How far the digests are by which numbers are found. */
    public PersonalNumbers.Progress progress() {
        return numbers.progress();
    }

    /** Each search is a look of its own: who asks for one number is granted no other. */
    private void note(List<PersonalNumbers.Hit> found, RevealReason reason, HttpServletRequest request) {
        var fields = new TreeSet<String>();
        found.forEach(hit -> fields.addAll(hit.fields()));
        var records = found.stream().map(hit -> hit.id().toString()).toList();
        reveals.show(
                request, new Subject(Kind.NUMBER, UUID.randomUUID().toString()), reason, new Seen(fields, records));
    }

    private static Refusal noNumber() {
        var zh = "一个至少五位数字的电话或证件号码";
        var en = "one telephone or identity number of at least five digits";
        return Refusal.of(
                ProblemKind.BAD_PARAMETER,
                "所填不是号码，应为" + zh,
                "this is not a number; wanted is " + en,
                Map.of("parameter", "number", "wanted", zh + " / " + en));
    }

    private static @Nullable Long before(@Nullable String before) {
        if (before == null || before.isBlank()) {
            return null;
        }
        long id = Limits.id(before);
        if (id < 0) {
            throw Refusal.badParameter("before", before, "上一页的 next", "next of the page before");
        }
        return id;
    }
}

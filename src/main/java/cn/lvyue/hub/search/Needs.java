package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Tokens.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the index has to say of a block before it is looked at: of each list at least one. */
final class Needs {
    /** More would not make the candidates fewer by much; what they hold is compared with the whole search anyway. */
    private static final int MOST_WORDS = 24;

    private final List<int[]> needs = new ArrayList<>();

    private Needs() {}

    static List<int[]> ofRecords(Query query) {
        var made = new Needs();
        made.exact(Kind.SOURCE_NO, query.sourceNo());
        made.exact(Kind.COMPLAINANT_CODE, query.complainantCode());
        made.exact(Kind.RESPONDENT_CODE, query.respondentCode());
        made.exact(Kind.FINDING, query.finding());
        made.exact(Kind.FEED, query.feed());
        if (query.outcome() != null) {
            made.exact(Kind.OUTCOME, Integer.toString(query.outcome().code()));
        }
        if (query.channel() != null) {
            made.exact(Kind.CHANNEL, query.channel().name());
        }
        made.words(query.terms());
        made.words(query.organisation());
        return made.needs;
    }

    /** @param packages ids, of which one has to occur; null for any */
    static List<int[]> ofMessages(Query query, @Nullable List<String> packages) {
        var made = new Needs();
        made.exact(Kind.DIGEST, query.digest());
        made.exact(Kind.SENDER, query.sender());
        made.exact(Kind.FEED, query.feed());
        if (query.channel() != null) {
            made.exact(Kind.CHANNEL, query.channel().name());
        }
        if (query.direction() != null) {
            made.exact(Kind.DIRECTION, Integer.toString(query.direction()));
        }
        if (packages != null) {
            made.needs.add(packages.stream()
                    .mapToInt(id -> Tokens.exact(Kind.PACKAGE, id))
                    .toArray());
        }
        return made.needs;
    }

    static List<int[]> ofPlatformId(String id) {
        var made = new Needs();
        made.exact(Kind.PLATFORM_ID, id);
        return made.needs;
    }

    private void exact(Kind kind, @Nullable String value) {
        if (value != null) {
            needs.add(new int[] {Tokens.exact(kind, value)});
        }
    }

    private void words(List<String> terms) {
        var tokens = new Tokens();
        terms.forEach(term -> Words.addTo(tokens, term));
        int[] all = tokens.take();
        for (int i = 0; i < Math.min(MOST_WORDS, all.length); i++) {
            needs.add(new int[] {all[i]});
        }
    }
}

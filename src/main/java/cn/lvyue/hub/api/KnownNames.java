package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.replay.Replays.Selection;
import cn.lvyue.hub.search.Asked;
import cn.lvyue.hub.search.Query;
import cn.lvyue.hub.standard.FindingCatalog;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The names of feeds and findings that a search or a replay may give: of one that there is not, nothing can ever be found, and saying
 * so helps more than finding nothing.
 */
@Component
public class KnownNames {
    private static final String FINDING = "finding";

    private final FeedPacks feeds;
    private final Ledger ledger;
    private final FindingCatalog catalog;

    KnownNames(FeedPacks feeds, Ledger ledger, FindingCatalog catalog) {
        this.feeds = feeds;
        this.ledger = ledger;
        this.catalog = catalog;
    }

    /** @throws Refusal saying which word is wrong, and what is wanted */
    public Query query(Map<String, String> words) {
        var asked = Query.of(words);
        if (asked instanceof Asked.Refused refused) {
            throw Refusal.ofSearch(refused);
        }
        var query = (Query) asked;
        if (query.feed() != null) {
            requireFeed(query.feed());
        }
        if (query.finding() != null) {
            requireFinding(query.finding());
        }
        return query;
    }

    void require(Selection selection) {
        if (selection.finding() != null) {
            requireFinding(selection.finding());
        }
    }

    /** What a feed sent before its mapping was taken away is still found. */
    private void requireFeed(String id) {
        boolean known = feeds.knows(id)
                || ledger.balances().stream()
                        .anyMatch(balance -> balance.feed().value().equals(id));
        if (!known) {
            throw feeds.unknown(id);
        }
    }

    private void requireFinding(String code) {
        if (!catalog.knows(code)) {
            throw Refusal.badParameter(
                    FINDING,
                    code,
                    "校验代码表（/api/v1/findings）中的代码",
                    "a code of the catalogue of findings (/api/v1/findings)");
        }
    }
}

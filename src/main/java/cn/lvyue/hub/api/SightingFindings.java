package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger.Sighting;
import java.util.List;
import org.springframework.stereotype.Component;

/** The findings of one sighting in words, masked by the standard pack of the feed it came from. */
@Component
class SightingFindings {
    private final FeedPacks packs;
    private final FindingAnswers findings;

    SightingFindings(FeedPacks packs, FindingAnswers findings) {
        this.packs = packs;
        this.findings = findings;
    }

    List<FindingAnswer> of(Sighting sighting) {
        return findings.of(sighting.entry().findings(), packs.pack(sighting.feed()), false);
    }
}

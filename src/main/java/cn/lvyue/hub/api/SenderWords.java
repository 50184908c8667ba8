package cn.lvyue.hub.api;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.FindingWords;
import java.util.List;
import org.springframework.stereotype.Component;

/** The words of the API's answers, for the ways in that bring their answers back without it. */
@Component
class SenderWords implements FindingWords {
    private final FindingAnswers answers;
    private final FeedPacks packs;

    SenderWords(FindingAnswers answers, FeedPacks packs) {
        this.answers = answers;
        this.packs = packs;
    }

    @Override
    public List<Words> of(FeedId feed, List<Finding> findings) {
        return answers.of(findings, packs.pack(feed), false).stream()
                .map(answer -> new Words(
                        answer.code(),
                        answer.place(),
                        answer.message() + "；" + answer.remedy(),
                        answer.messageEn() + "; " + answer.remedyEn()))
                .toList();
    }
}

package cn.lvyue.hub.record;

import java.util.List;

/** Puts findings into words for those who sent a record; values of personal fields are masked. */
@FunctionalInterface
public interface FindingWords {
    /** One finding in words. Each text says what is wrong and what to do about it. */
    record Words(String code, String place, String zh, String en) {}

    /** In the order of the findings. */
    List<Words> of(FeedId feed, List<Finding> findings);
}

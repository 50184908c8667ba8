package cn.lvyue.hub.api;

import cn.lvyue.hub.channel.Polls;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Polled interfaces as a test lists them. */
class ListedPolls implements Polls {
    final List<Source> sources = new CopyOnWriteArrayList<>();
    final List<Round> rounds = new CopyOnWriteArrayList<>();
    final List<Page> pages = new CopyOnWriteArrayList<>();

    @Override
    public List<Source> sources() {
        return sources;
    }

    @Override
    public List<Round> rounds(String source, long before, int limit) {
        return rounds.stream()
                .filter(round -> source == null || round.source().equals(source))
                .filter(round -> round.id() < before)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Page> pages(long round, int after, int limit) {
        return pages.stream().filter(page -> page.number() > after).limit(limit).toList();
    }
}

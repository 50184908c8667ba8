package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.record.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All records of a message in order, a page of them in memory at a time. */
final class PagedEntries implements Iterator<Entry> {
    private final Ledger ledger;
    private final long messageId;
    private final @Nullable Outcome outcome;
    private List<Entry> page = List.of();
    private int at;
    private int last;
    private boolean ended;

    PagedEntries(Ledger ledger, long messageId, @Nullable Outcome outcome) {
        this.ledger = ledger;
        this.messageId = messageId;
        this.outcome = outcome;
    }

    @Override
    public boolean hasNext() {
        if (at == page.size() && !ended) {
            page = ledger.entries(messageId, outcome, last, Limits.PAGE);
            ended = page.size() < Limits.PAGE;
            at = 0;
        }
        return at < page.size();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more records of message " + messageId);
        }
        var entry = page.get(at++);
        last = entry.row();
        return entry;
    }

    <T> Iterator<T> map(Function<Entry, T> step) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return PagedEntries.this.hasNext();
            }

            @Override
            public T next() {
                return step.apply(PagedEntries.this.next());
            }
        };
    }
}

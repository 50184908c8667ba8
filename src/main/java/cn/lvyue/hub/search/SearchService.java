package cn.lvyue.hub.search;

import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.search.Found.IndexState;
import cn.lvyue.hub.search.Run.Page;
import cn.lvyue.hub.search.Shelf.Doc;
import cn.lvyue.hub.search.Shelf.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Searches in one view of the database each: slices may be merged while it goes on. */
@Service
class SearchService implements Search {
    private static final List<String> KINDS = List.of("MESSAGE", "PACKAGE", "RECEIPT", "STATEMENT");
    private static final Set<MessageStatus> APART = EnumSet.of(
            MessageStatus.RECEIVED, MessageStatus.PROCESSING, MessageStatus.UNREADABLE, MessageStatus.FAILED);

    private final SliceStore slices;
    private final Shelf shelf;
    private final Places places;
    private final IndexStateStore state;
    private final SearchSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Semaphore turns;

    SearchService(
            SliceStore slices,
            Shelf shelf,
            Places places,
            IndexStateStore state,
            SearchSettings settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.slices = slices;
        this.shelf = shelf;
        this.places = places;
        this.state = state;
        this.settings = settings;
        this.jdbc = jdbc;
        this.turns = new Semaphore(settings.atOnce());
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Override
    public Found<RecordHit> records(Query query) {
        return within(query, budget -> {
            if (query.batch() != null) {
                return ofBatch(query, query.batch(), budget);
            }
            return told(
                    0,
                    run(query, query.after().key(), known(query), budget, this::recordHit, false)
                            .page(query.limit()));
        });
    }

    @Override
    public Found<MessageHit> messages(Query query) {
        return within(query, budget -> {
            var page = query.isOfRecords()
                    ? run(
                                    query,
                                    query.after().key(),
                                    known(query),
                                    budget,
                                    (doc, head, content, match) -> hit(head),
                                    true)
                            .page(query.limit())
                    : runOfMessages(query, budget).page(query.limit());
            return told(0, page);
        });
    }

    @Override
    public State state() {
        return state.state();
    }

    @Override
    public void rebuild(int month) {
        state.rebuild(month);
    }

    /** Searches share the pool of connections with everything else: only so many run at once. */
    private <H> Found<H> within(Query query, Function<Budget, Found<H>> search) {
        try {
            if (!turns.tryAcquire(settings.budget().toNanos(), TimeUnit.NANOSECONDS)) {
                return notBegun(query);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return notBegun(query);
        }
        try {
            return inOneView(query, search);
        } finally {
            turns.release();
        }
    }

    private <H> Found<H> notBegun(Query query) {
        return new Found<>(Found.State.SEARCHING, List.of(), query.after().text(), 1, state.lastSeen());
    }

    private <H> Found<H> inOneView(Query query, Function<Budget, Found<H>> search) {
        return Objects.requireNonNull(reading.execute(transaction -> {
            transaction.setRollbackOnly(); // nothing is written, and a statement may have been cut off
            try {
                return search.apply(Budget.start(jdbc, settings.budget()));
            } catch (DataAccessException failed) {
                Budget.requireCutOff(failed);
                return this.<H>notBegun(query);
            }
        }));
    }

    private <H> Found<H> told(long pack, Page<H> page) {
        long found = page.items().size();
        long estimate = page.next() == null ? found : rounded(found / Math.max(1e-6, page.passed()), found);
        return new Found<>(
                page.timeUp() ? Found.State.SEARCHING : Found.State.FOUND,
                page.items(),
                page.next() == null ? null : new Cursor(pack, page.next()).text(),
                estimate,
                indexState(page.timeUp()));
    }

    /** After a statement was cut off nothing can be asked any more in its transaction. */
    private IndexState indexState(boolean timeUp) {
        return timeUp ? state.lastSeen() : state.recent();
    }

    /** Two digits that tell something. */
    private static long rounded(double estimate, long least) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, estimate))) - 1));
        return Math.max(least + 1, (long) (Math.round(estimate / unit) * unit));
    }

    // ---- records

    private interface Hit<H> {
        H of(Doc doc, Head head, @Nullable Content content, Match match);
    }

    /** Where the records can only be, where that is known without the index. */
    private Optional<List<Source>> known(Query query) {
        var found = new ArrayList<Source>();
        if (query.record() != null) {
            found.add(places.ofRecord(query.record(), query.after().key()));
        } else if (query.packageId() != null && query.batch() == null) {
            found.add(places.ofPackage(query.packageId()));
        } else if (query.platformId() != null) {
            found.add(places.ofPlatformId(query.platformId()));
        } else if (query.message() != null) {
            found.add(places.ofMessages(List.of(query.message())));
        } else if (query.digest() != null) {
            found.add(places.ofMessages(messagesOf(query.digest())));
        } else if (query.state() != null && APART.contains(query.state())) {
            found.add(places.ofThoseApart(query.after().key()));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private List<Long> messagesOf(String digest) {
        var query = Query.of(Map.of("digest", digest));
        if (!(query instanceof Query asked)) {
            return List.of();
        }
        var needs = Needs.ofMessages(asked, null);
        var walk =
                new Walk(slices, slices.newestFirst(Space.MESSAGES), needs, new Span(null, null, Key.LAST), List.of());
        var ids = new HashSet<Long>();
        for (var blocks = walk.next(64, 64); !blocks.isEmpty(); blocks = walk.next(64, 64)) {
            ids(blocks).forEach(ids::add);
        }
        return shelf.heads(ids).values().stream()
                .filter(head -> head.digest().equalsIgnoreCase(digest))
                .map(Head::id)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private <H> Run<H> run(
            Query query, Key after, Optional<List<Source>> known, Budget budget, Hit<H> hit, boolean byMessage) {
        var span = Span.of(query, after);
        var others = new ArrayList<>(known.orElse(List.of()));
        var index = known.isPresent() || Objects.equals(query.direction(), 2)
                ? List.<Slice>of()
                : slices.newestFirst(Space.RECORDS);
        if (known.isEmpty() && query.finding() != null) {
            others.add(places.messagesApart(after));
        }
        var walk = new Walk(slices, index, Needs.ofRecords(query), span, others);
        var match = new Match(query, span);
        return new Run<>(walk, budget, blocks -> hits(query, blocks, match, hit), byMessage, after);
    }

    /** What tells most is looked at first, and of the rest only what is left. */
    private <H> Map<Key, H> hits(Query query, List<Block> blocks, Match match, Hit<H> hit) {
        var contents = new HashMap<Key, Content>();
        var left = blocks;
        if (query.readsContent()) {
            shelf.contents(blocks, match.stored(), (key, content) -> {
                if (match.holds(content)) {
                    contents.put(key, content);
                }
            });
            left = contents.isEmpty() ? List.of() : List.of(Block.of(contents.keySet()));
        }
        if (left.isEmpty()) {
            return Map.of();
        }
        var docs = shelf.docs(left);
        docs.values().removeIf(doc -> !match.holds(doc));
        var heads = docs.isEmpty()
                ? Map.<Long, Head>of()
                : shelf.heads(docs.keySet().stream().map(Key::message).collect(Collectors.toSet()));
        var hits = new HashMap<Key, H>();
        docs.forEach((key, doc) -> {
            var head = heads.get(key.message());
            if (head != null && match.holds(key, head)) {
                hits.put(key, hit.of(doc, head, contents.get(key), match));
            }
        });
        return hits;
    }

    private static Set<Long> ids(List<Block> blocks) {
        var ids = new HashSet<Long>();
        blocks.forEach(block -> block.parts().forEach(part -> ids.add(part.message())));
        return ids;
    }

    private RecordHit recordHit(Doc doc, Head head, @Nullable Content content, Match match) {
        return new RecordHit(
                doc.key().message(),
                doc.key().row(),
                doc.place(),
                Objects.requireNonNullElse(head.feed(), ""),
                head.channel(),
                head.at(),
                doc.sourceRecordNo(),
                doc.outcome(),
                doc.recordId(),
                doc.revision(),
                doc.findings(),
                match.excerpt(content));
    }

    private Found<RecordHit> ofBatch(Query query, String batch, Budget budget) {
        var items = new ArrayList<RecordHit>();
        var packages = places.packagesOf(batch, query.packageId());
        for (int i = 0; i < packages.size(); i++) {
            long no = packages.get(i).no();
            var from = query.after();
            if (from.pack() != 0 && no > from.pack()) {
                continue;
            }
            var after = no == from.pack() ? from.key() : Key.LAST;
            var source = List.<Source>of(places.ofPackage(no));
            var page = run(query, after, Optional.of(source), budget, this::recordHit, false)
                    .page(query.limit() - items.size());
            items.addAll(page.items());
            boolean last = i == packages.size() - 1;
            if (page.timeUp() || (items.size() == query.limit() && (!last || page.next() != null))) {
                var next = page.next() == null ? new Key(0, 0) : page.next();
                return told(no, new Page<>(items, page.timeUp(), next, (i + page.passed()) / packages.size()));
            }
        }
        return told(0, new Page<>(items, false, null, 1));
    }

    // ---- messages

    private Run<MessageHit> runOfMessages(Query query, Budget budget) {
        var span = Span.of(query, query.after().key());
        var match = new Match(query, span);
        List<Source> others = List.of();
        List<Slice> index = List.of();
        if (query.message() != null) {
            others = List.of(RangeSource.of(List.of(new Key(query.message(), 0))));
        } else if (query.state() != null && APART.contains(query.state())) {
            others = List.of(places.messagesApart(span.after()));
        } else {
            index = slices.newestFirst(Space.MESSAGES);
        }
        var packages = packages(query);
        var walk = new Walk(slices, index, Needs.ofMessages(query, packages), span, others);
        return new Run<>(
                walk,
                budget,
                blocks -> messageHits(blocks, match, packages),
                true,
                query.after().key());
    }

    private @Nullable List<String> packages(Query query) {
        if (query.batch() != null) {
            return places.packagesOf(query.batch(), query.packageId()).stream()
                    .map(pack -> pack.id().toString())
                    .toList();
        }
        return query.packageId() == null ? null : List.of(query.packageId().toLowerCase(Locale.ROOT));
    }

    private Map<Key, MessageHit> messageHits(List<Block> blocks, Match match, @Nullable List<String> packages) {
        var hits = new HashMap<Key, MessageHit>();
        shelf.heads(ids(blocks)).forEach((id, head) -> {
            var key = new Key(id, 0);
            if (match.holds(key, head) && (packages == null || packages.contains(packageOf(head)))) {
                hits.put(key, hit(head));
            }
        });
        return hits;
    }

    private static String packageOf(Head head) {
        var name = head.filename() == null || head.feed() != null ? "" : head.filename();
        int end = name.indexOf('.');
        return end < 0 ? name : name.substring(0, end);
    }

    private static MessageHit hit(Head head) {
        return new MessageHit(
                head.id(),
                head.direction() == 1,
                KINDS.get(head.kind() - 1),
                head.feed(),
                head.target() == 0 ? null : Target.ofCode(head.target()),
                head.channel(),
                head.at(),
                head.filename(),
                head.size(),
                head.digest(),
                Match.status(head),
                head.rows());
    }
}

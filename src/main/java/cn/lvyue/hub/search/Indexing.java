package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Arrived.Filled;
import cn.lvyue.hub.search.Block.Part;
import cn.lvyue.hub.search.IndexStore.Apart;
import cn.lvyue.hub.search.IndexStore.Mark;
import cn.lvyue.hub.search.IndexStore.Passing;
import cn.lvyue.hub.search.Tokens.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The single strides the index is kept up with, one transaction each. Only one node of a hub is at it at a time. */
@Component("searchIndexing")
class Indexing {
    /** Records whose text is in memory at once. */
    private static final int GROUP = 4_096;

    private static final int APART_LOOK = 5_000;
    private static final long MOST_APART = 100_000;
    private static final int MESSAGE_KIND = 1;
    private static final int DONE = 2;
    private static final int UNREADABLE = 3;
    private static final int FAILED = 4;

    private final IndexStore store;
    private final SliceStore slices;
    private final Contents contents;
    private final SearchSettings settings;
    private final Clock clock;
    private long apartFrom;

    Indexing(IndexStore store, SliceStore slices, Contents contents, SearchSettings settings, Clock clock) {
        this.store = store;
        this.slices = slices;
        this.contents = contents;
        this.settings = settings;
        this.clock = clock;
    }

    /** Moves the watermark over some messages. @return whether there may be more to do at once */
    @Transactional
    public boolean pass() {
        if (!store.alone()) {
            return false;
        }
        addMonths();
        var marks = store.marks();
        boolean more = false;
        for (int i = 0; i < marks.size() && !more; i++) {
            var mark = marks.get(i);
            if (mark.message() < mark.ahead()) {
                more = isSettled(mark) && pass(mark);
            } else if (i < 2 || mark.isNew()) {
                more = store.lookAhead(mark, clock.instant())
                        && settings.settle().isZero();
            }
        }
        return more;
    }

    private boolean isSettled(Mark mark) {
        return mark.settled()
                && Duration.between(mark.lookedAt(), clock.instant()).compareTo(settings.settle()) >= 0;
    }

    /** All months at first; later the newest is enough. */
    private void addMonths() {
        var known = store.marks();
        if (known.isEmpty()) {
            for (var month = store.monthFrom(0); month.isPresent(); ) {
                store.addMonth(month.get(), clock.instant());
                month = store.monthFrom((month.get() + 1) * IndexStore.MONTH);
            }
            return;
        }
        var newest = store.newestMonth();
        if (newest.isPresent() && newest.get() > known.get(0).month()) {
            store.addMonth(newest.get(), clock.instant());
        }
    }

    private boolean pass(Mark mark) {
        if (store.apartOpen() > MOST_APART) {
            return false;
        }
        var messages = new ArrayList<Arrived>();
        var tokens = new HashMap<Long, Passing>();
        var records = new ArrayList<Arrived>();
        var apart = new ArrayList<Passing>();
        int rows = 0;
        long last = mark.message();
        var passing = store.passing(mark, settings.round());
        for (var each : passing) {
            boolean whole = each.status() == DONE && each.rows() <= settings.round();
            if (whole && rows + each.rows() > settings.round()) {
                break;
            }
            last = each.id();
            tokens.put(each.id(), each);
            messages.add(
                    new Arrived(new Part(each.id(), 0, 0), each.at().getEpochSecond(), each.feed(), each.channel()));
            if (each.kind() == MESSAGE_KIND && !whole) {
                apart.add(each);
            } else if (each.kind() == MESSAGE_KIND && each.rows() > 0) {
                rows += each.rows();
                records.add(new Arrived(
                        new Part(each.id(), 1, each.rows()), each.at().getEpochSecond(), each.feed(), each.channel()));
            }
        }
        if (!apart.isEmpty()) {
            store.setApart(apart);
        }
        keepMessages(mark.month(), messages, tokens);
        keepRecords(mark.month(), records);
        store.passed(mark.month(), passing.isEmpty() ? mark.ahead() : last);
        return true;
    }

    private void keepMessages(int month, List<Arrived> messages, HashMap<Long, Passing> heads) {
        var draft = new Draft(Space.MESSAGES, month);
        var tokens = new Tokens();
        for (var filled : Arrived.inBlocks(messages, settings.blockMessages())) {
            int number = draft.add(filled.block());
            for (var part : filled.block().parts()) {
                addHead(tokens, Objects.requireNonNull(heads.get(part.message())));
            }
            draft.words(number, tokens.take());
        }
        slices.keep(draft);
    }

    private static void addHead(Tokens tokens, Passing head) {
        tokens.add(Kind.CHANNEL, head.channel());
        tokens.add(Kind.DIRECTION, Integer.toString(head.direction()));
        tokens.add(Kind.SENDER, MessageHit.sender(head.direction(), head.feed(), head.target()));
        tokens.add(Kind.DIGEST, HexFormat.of().formatHex(head.digest()));
        if (head.feed() != null) {
            tokens.add(Kind.FEED, head.feed());
        }
        if (head.kind() != MESSAGE_KIND && head.filename() != null) {
            int end = head.filename().indexOf('.');
            tokens.add(Kind.PACKAGE, end < 0 ? head.filename() : head.filename().substring(0, end));
        }
    }

    /** Indexes what was settled, or went on, of the messages the watermark had passed. */
    @Transactional
    public boolean followUp() {
        if (!store.alone()) {
            return false;
        }
        var look = store.apart(apartFrom, APART_LOOK);
        apartFrom = look.size() < APART_LOOK ? 0 : look.get(look.size() - 1).id();
        var records = new ArrayList<Arrived>();
        var ended = new ArrayList<Long>();
        int month = -1;
        int room = settings.round();
        for (var each : look) {
            int more = Math.min(room, each.rows() - each.indexed());
            boolean other = more > 0 && month >= 0 && IndexStore.month(each.id()) != month;
            if (other || room == 0) {
                apartFrom = 0;
                break;
            }
            if (more > 0) {
                month = IndexStore.month(each.id());
                room -= more;
                records.add(new Arrived(
                        new Part(each.id(), each.indexed() + 1, each.indexed() + more),
                        each.at().getEpochSecond(),
                        each.feed(),
                        each.channel()));
            }
            note(each, each.indexed() + Math.max(0, more), ended);
        }
        store.endApart(ended);
        keepRecords(month, records);
        return !records.isEmpty();
    }

    private void note(Apart each, int indexed, List<Long> ended) {
        boolean all = indexed >= each.rows();
        if (all && each.status() == DONE) {
            ended.add(each.id());
            return;
        }
        int state = all && (each.status() == UNREADABLE || each.status() == FAILED) ? each.status() : 1;
        if (indexed != each.indexed() || state != each.state()) {
            store.noteApart(each.id(), indexed, state);
        }
    }

    /** @param records ascending */
    void keepByMonth(List<Arrived> records) {
        var byMonth = new TreeMap<Integer, List<Arrived>>();
        for (var each : records) {
            byMonth.computeIfAbsent(IndexStore.month(each.part().message()), none -> new ArrayList<>())
                    .add(each);
        }
        byMonth.forEach(this::keepRecords);
    }

    private void keepRecords(int month, List<Arrived> records) {
        var draft = new Draft(Space.RECORDS, month);
        var blocks = Arrived.inBlocks(records, settings.blockRecords());
        int width = Math.max(1, GROUP / settings.blockRecords());
        for (int from = 0; from < blocks.size(); from += width) {
            addWords(draft, blocks.subList(from, Math.min(blocks.size(), from + width)));
        }
        slices.keep(draft);
    }

    private void addWords(Draft draft, List<Filled> blocks) {
        int first = draft.blocks().size();
        var words = new Tokens[blocks.size()];
        for (int i = 0; i < words.length; i++) {
            draft.add(blocks.get(i).block());
            words[i] = new Tokens();
            for (var from : blocks.get(i).from()) {
                words[i].add(Kind.CHANNEL, from.channel());
                if (from.feed() != null) {
                    words[i].add(Kind.FEED, from.feed());
                }
            }
        }
        IndexStore.EntrySink entry = (block, sourceNo, outcome, findings) -> {
            words[block].add(Kind.SOURCE_NO, sourceNo);
            words[block].add(Kind.OUTCOME, Integer.toString(outcome));
            FindingCodes.in(findings).forEach(code -> words[block].add(Kind.FINDING, code));
        };
        store.entries(blocks, 0, entry);
        store.replayed(blocks, 0, entry);
        store.contents(blocks, 0, (block, fields, pack) -> {
            var content = contents.of(fields, pack);
            Words.addTo(words[block], content.text());
            words[block].add(Kind.COMPLAINANT_CODE, content.complainantCode());
            words[block].add(Kind.RESPONDENT_CODE, content.respondentCode());
        });
        for (int i = 0; i < words.length; i++) {
            draft.words(first + i, words[i].take());
        }
    }

    // ---- merging

    /** Makes one slice of many small neighbours. */
    @Transactional
    public boolean merge() {
        if (!store.alone()) {
            return false;
        }
        for (var space : Space.values()) {
            var join = Joining.of(slices.small(space, settings.sliceBlocks(space)), settings.sliceBlocks(space));
            if (!join.isEmpty()) {
                slices.keep(slices.merged(space, join, settings.block(space)));
                slices.remove(join);
                return true;
            }
        }
        return false;
    }
}

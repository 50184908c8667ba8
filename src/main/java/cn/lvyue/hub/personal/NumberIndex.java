package cn.lvyue.hub.personal;

import cn.lvyue.hub.personal.NumberStore.Position;
import cn.lvyue.hub.personal.NumberStore.Row;
import cn.lvyue.hub.personal.NumberStore.Told;
import cn.lvyue.hub.record.GiveWay;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.signing.CannotOpen;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes digests of the numbers in personal fields beside the intake, and finds records by them. Called by route {@code key-numbers}. */
@Component("personalNumbers")
class NumberIndex implements PersonalNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(NumberIndex.class);
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final int ENTRIES = 20;
    private static final int STRETCH = 2_000;
    /** Records whose revisions, all of them, are read at once. */
    private static final int AT_ONCE = 500;

    /** While messages wait it rests so many times as long as it worked. */
    private static final int GIVE_WAY = 9;

    private final NumberStore store;
    private final NumberKeys keys;
    private final PersonalSeal seal;
    private final PersonalIds ids;
    private final TransactionTemplate transaction;
    private final JsonMapper json = JsonMapper.builder().build();

    NumberIndex(
            NumberStore store, NumberKeys keys, PersonalSeal seal, PersonalIds ids, TransactionTemplate transaction) {
        this.store = store;
        this.keys = keys;
        this.seal = seal;
        this.ids = ids;
        this.transaction = transaction;
    }

    /** Works while there is something to do; each stride is one transaction, and where messages wait it rests longer than it works. */
    void catchUp() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            long started = System.nanoTime();
            more = stride();
            if (more) {
                GiveWay.rest((System.nanoTime() - started) * GIVE_WAY, store::intakeIsBusy);
            }
        }
    }

    /** @return whether there may be more to do */
    boolean stride() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!store.alone()) {
                return false;
            }
            var position = store.position();
            var waiting = store.takeWaiting(ENTRIES);
            if (!waiting.isEmpty()) {
                key(waiting, position.key());
                return true;
            }
            return position.after() != null && walk(position, position.after());
        }));
    }

    private boolean walk(Position position, long after) {
        var records = store.recordsAfter(after, STRETCH);
        if (records.isEmpty()) {
            keys.destroyBefore(position.key());
            store.keep(position.key(), null, position.read());
            return false;
        }
        key(records, position.key());
        store.keep(position.key(), records.get(records.size() - 1), position.read() + records.size());
        return true;
    }

    private void key(Collection<Long> records, int key) {
        if (key > 1) {
            store.removeBefore(key, records);
        }
        var told = new HashSet<Told>();
        var open = List.copyOf(records);
        for (int from = 0; from < open.size(); from += AT_ONCE) {
            for (var row : store.revisions(open.subList(from, Math.min(open.size(), from + AT_ONCE)))) {
                numbers(row)
                        .values()
                        .forEach(numbers -> numbers.forEach(number -> told.add(
                                new Told(keys.digest(key, number), row.id().sequence()))));
            }
        }
        store.add(
                told.stream()
                        .sorted(Comparator.comparing(Told::digest).thenComparing(Told::record))
                        .toList(),
                key);
    }

    /** The numbers in the personal fields of a revision; none of one that was erased, or does not open. */
    private Map<String, List<String>> numbers(Row row) {
        var numbers = new LinkedHashMap<String, List<String>>();
        try {
            Map<String, String> fields = json.readValue(seal.whole(row.stored(), row.message(), row.rowNo()), TEXTS);
            fields.forEach((id, value) -> {
                if (value != null && ids.isPersonal(id)) {
                    numbers.put(id, NumberText.in(value));
                }
            });
        } catch (CannotOpen damaged) {
            LOG.warn("numbers of record {}, revision {}, cannot be opened", row.id(), row.revision());
        }
        return numbers;
    }

    @Override
    public Optional<Page> find(String number, @Nullable Long before, int limit) {
        return NumberText.one(number).map(asked -> page(asked, before == null ? Long.MAX_VALUE : before, limit));
    }

    /** What is shown never comes from the digests: each record is opened and compared. */
    private Page page(String number, long before, int limit) {
        var digests = store.position().liveKeys().stream()
                .map(key -> keys.digest(key, number))
                .toList();
        var records = store.find(digests, before, limit);
        var hits = new LinkedHashMap<Long, Hit>();
        for (var row : store.revisions(records)) {
            var fields = fieldsWith(number, row);
            if (!fields.isEmpty()) {
                hits.putIfAbsent(
                        row.id().sequence(),
                        new Hit(row.id(), row.feed(), row.sourceRecordNo(), row.revision(), row.at(), fields));
            }
        }
        return new Page(List.copyOf(hits.values()), records.size() < limit ? null : records.get(records.size() - 1));
    }

    private Set<String> fieldsWith(String number, Row row) {
        var fields = new TreeSet<String>();
        numbers(row).forEach((id, numbers) -> {
            if (numbers.contains(number)) {
                fields.add(id);
            }
        });
        return fields;
    }

    @Override
    public Progress progress() {
        var position = store.position();
        return new Progress(position.key(), position.after() == null, position.read(), store.isWaiting());
    }

    @Override
    public boolean renew() {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.waitAlone();
            var position = store.position();
            if (position.after() != null) {
                return false;
            }
            store.keep(position.key() + 1, 0L, 0);
            return true;
        }));
    }
}

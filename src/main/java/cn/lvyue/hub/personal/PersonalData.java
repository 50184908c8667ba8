package cn.lvyue.hub.personal;

import cn.lvyue.hub.record.FieldErasure;
import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.signing.SealedHolder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done to the personal data the hub keeps: that of a record is erased, all of it is sealed anew under a new data key. */
@Component
public class PersonalData implements SealedHolder {
    private static final int STRETCH = 500;

    private final ObjectProvider<PersonalHolder> holders;
    private final ObjectProvider<FieldErasure> erasures;
    private final SealingPositionStore store;
    private final TransactionTemplate transaction;

    PersonalData(
            ObjectProvider<PersonalHolder> holders,
            ObjectProvider<FieldErasure> erasures,
            SealingPositionStore store,
            TransactionTemplate transaction) {
        this.erasures = erasures;
        this.holders = holders;
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * How far sealing anew is.
     *
     * @param table where it goes on; null when it is through
     * @param read rows looked at, and {@code sealed} of them sealed anew, since its beginning
     */
    public record Progress(@Nullable String table, long read, long sealed) {}

    /**
     * Erases the personal values of a record for good: of every revision, of what was sent in for it, and of what findings quote.
     * All else of the record stays. What the archived messages hold stays with them.
     *
     * @param why reason and reference, for people
     * @param noted writes down who does it and why, in the same transaction
     * @return rows that had some, by table
     */
    public Map<String, Integer> erase(RecordId id, String why, Runnable noted) {
        return Objects.requireNonNull(transaction.execute(status -> {
            tell(id, why);
            var erased = new TreeMap<String, Integer>();
            all().forEach(holder -> erased.put(holder.table(), holder.erase(id)));
            noted.run();
            return erased;
        }));
    }

    private record Place(long message, int row) {}

    /** Tells the proof before the values are gone, once for each source record. */
    private void tell(RecordId id, String why) {
        var told = erasures.getIfAvailable();
        if (told == null) {
            return;
        }
        var held = new HashMap<Place, Set<String>>();
        all().forEach(holder -> holder.of(id)
                .forEach(each -> held.computeIfAbsent(
                                new Place(each.messageId(), each.row()), place -> new TreeSet<>())
                        .addAll(each.fields())));
        held.forEach((place, fields) -> told.willErase(place.message(), place.row(), fields, why));
    }

    /**
     * Goes on sealing anew, or begins if it is not under way; each stretch is kept by itself, so that it can be broken off anywhere.
     *
     * @param rows to look at now, about
     */
    public Progress seal(int rows) {
        var progress = store.progress();
        long open = rows;
        while (open > 0 && progress.table() != null) {
            var at = progress;
            var holder = all().stream()
                    .filter(each -> each.table().compareTo(Objects.requireNonNull(at.table())) >= 0)
                    .findFirst();
            if (holder.isEmpty()) {
                break;
            }
            progress = stretch(holder.get(), at, (int) Math.min(open, STRETCH));
            open -= Math.max(1, progress.read() - at.read());
        }
        return new Progress(progress.table(), progress.read(), progress.sealed());
    }

    private SealingPositionStore.Position stretch(PersonalHolder holder, SealingPositionStore.Position at, int rows) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var done = holder.seal(holder.table().equals(at.table()) ? at.after() : null, rows);
            var table = done.end() != null ? holder.table() : next(holder);
            var position =
                    new SealingPositionStore.Position(table, done.end(), at.read() + done.read(), at.sealed() + done.sealed());
            store.keep(position);
            return position;
        }));
    }

    private @Nullable String next(PersonalHolder holder) {
        return all().stream()
                .map(PersonalHolder::table)
                .filter(table -> table.compareTo(holder.table()) > 0)
                .findFirst()
                .orElse(null);
    }

    private List<PersonalHolder> all() {
        return holders.stream()
                .sorted(Comparator.comparing(PersonalHolder::table))
                .toList();
    }

    @Override
    public String holds() {
        return "记录中的个人信息 / personal data of records";
    }

    @Override
    public boolean uses(int dataKey) {
        return all().stream().anyMatch(holder -> holder.uses(dataKey));
    }
}

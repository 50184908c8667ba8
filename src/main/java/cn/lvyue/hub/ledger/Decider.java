package cn.lvyue.hub.ledger;

import cn.lvyue.hub.ledger.Dossier.State;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides the outcomes of one chunk, in the order of its records (design section 5). Knows what the ledger knew before; holds
 * what the chunk adds, so that a record told twice in one chunk is decided as if it had come in two.
 */
final class Decider {
    /** A complaint in force that another feed's source record may turn out to repeat. */
    record Lead(Matter matter, RecordId id) {}

    private final Map<String, Dossier> byNumber;
    private final Map<UUID, List<Lead>> leads;
    private final NationalGate gate;
    private final LongSupplier sequence;
    private final LocalDate today;

    /**
     * @param known by source record number, as the database has them
     * @param leads complaints of other feeds in force, oldest first, by the key of their matter
     * @param sequence gives the numbers of new complaints
     */
    Decider(
            Map<String, Dossier> known,
            Map<UUID, List<Lead>> leads,
            NationalGate gate,
            LongSupplier sequence,
            LocalDate today) {
        this.byNumber = new HashMap<>(known);
        this.leads = leads;
        this.gate = gate;
        this.sequence = sequence;
        this.today = today;
    }

    /** All complaints this chunk knows, opened or changed ones among them. */
    Iterable<Map.Entry<String, Dossier>> dossiers() {
        return byNumber.entrySet();
    }

    /**
     * What has to be written of the complaints this chunk knows.
     *
     * @param opened is told each one that the chunk opened, by source record number
     * @return those that were there before and have changed
     */
    List<Dossier> settle(BiConsumer<String, Dossier> opened) {
        var changed = new ArrayList<Dossier>();
        byNumber.forEach((number, dossier) -> {
            if (dossier.opened()) {
                opened.accept(number, dossier);
            } else if (dossier.needsUpdate()) {
                changed.add(dossier);
            }
        });
        return changed;
    }

    @Nullable
    Dossier known(String sourceRecordNo) {
        return byNumber.get(sourceRecordNo);
    }

    Decision decide(Inspected source) {
        var known = byNumber.get(source.sourceRecordNo());
        if (source.verdict() == Verdict.REJECTED) {
            return Decision.refused(source, Outcome.REJECTED, known);
        }
        return known == null ? first(source) : again(source, known);
    }

    /**
     * Decides a record that is done again. What its mapping or the rules make of it today is no other version of the record: where
     * the present revision was read from it, or from one that said the same, a difference makes a revision and no conflict. What
     * is older than the present revision stays stale, and what a person corrected stands.
     *
     * @param messageId where the record came in
     * @param before what became of it then; null if it was never read
     */
    Decision replay(Inspected source, long messageId, @Nullable Outcome before) {
        var known = byNumber.get(source.sourceRecordNo());
        if (source.verdict() == Verdict.REJECTED) {
            return Decision.refused(source, Outcome.REJECTED, known);
        }
        var decision =
                known == null ? first(source) : replayed(source, known, ageAgain(source, known, messageId, before));
        var dossier = decision.dossier();
        if (decision.revision() != null && dossier != null) {
            dossier.madeFrom(new Dossier.Origin(messageId, source.row(), false));
        }
        return decision;
    }

    /**
     * Decides what a person made of a complaint. Only the revision that was looked at is corrected: one that came since is for a
     * person to look at first.
     *
     * @param messageId where the revision was read from that is corrected
     */
    Decision correct(Inspected source, long messageId) {
        var known = byNumber.get(source.sourceRecordNo());
        if (known == null || source.verdict() == Verdict.REJECTED) {
            return Decision.refused(source, Outcome.REJECTED, known);
        }
        var origin = known.origin();
        if (origin == null || !origin.is(messageId, source.row())) {
            return Decision.nothingNew(source, Outcome.CONFLICT, known, remark("D004", source, known));
        }
        var decision = replayed(source, known, 1);
        if (decision.revision() != null) {
            known.madeFrom(new Dossier.Origin(messageId, source.row(), true));
        }
        return decision;
    }

    private Decision replayed(Inspected source, Dossier known, int age) {
        boolean lifts = known.state() == State.PARKED && source.verdict() == Verdict.CLEAR;
        if (source.content().equals(known.content()) && !(lifts && age > 0)) {
            return Decision.nothingNew(source, Outcome.DUPLICATE, known, remark("D001", source, known));
        }
        if (age < 0) {
            return Decision.nothingNew(source, Outcome.STALE, known, remark("D003", source, known));
        }
        if (age == 0) {
            return Decision.nothingNew(source, Outcome.CONFLICT, known, remark("D004", source, known));
        }
        return source.verdict() == Verdict.PARKED ? parkedAgain(source, known) : newer(source, known);
    }

    private static int ageAgain(Inspected source, Dossier known, long messageId, @Nullable Outcome before) {
        var origin = known.origin();
        if (origin == null || origin.is(messageId, source.row())) {
            return origin != null && origin.corrects() ? -1 : 1;
        }
        if (source.version() == null || known.version() == null) {
            return origin.isBefore(messageId, source.row()) ? 1 : -1;
        }
        int age = source.version().compareTo(known.version());
        if (age != 0) {
            return age;
        }
        if (origin.corrects()) {
            return -1;
        }
        return saidTheSame(before) ? (origin.isBefore(messageId, source.row()) ? 1 : -1) : 0;
    }

    /**
     * Of several records that told one version alike, the last one counts if today's mapping makes them differ: so that doing
     * them again in any order, and twice, comes to rest.
     */
    private static boolean saidTheSame(@Nullable Outcome before) {
        return before == Outcome.ACCEPTED || before == Outcome.UPDATED || before == Outcome.DUPLICATE;
    }

    private Decision first(Inspected source) {
        if (source.verdict() == Verdict.PARKED) {
            return Decision.revised(source, Outcome.PARKED, open(source, State.PARKED, null), Map.of());
        }
        var lead = leadOf(source);
        if (lead != null) {
            return Decision.linked(source, open(source, State.LINKED, lead.sequence()), sameMatter(source, lead));
        }
        var dossier = open(source, State.IN_FORCE, null);
        return Decision.revised(source, Outcome.ACCEPTED, dossier, dueOf(source.standing(), dossier, DueKind.NEW));
    }

    private Dossier open(Inspected source, State state, @Nullable Long lead) {
        var id = new RecordId(today, source.channelCode(), sequence.getAsLong());
        var dossier = Dossier.open(id, source, state, lead);
        byNumber.put(source.sourceRecordNo(), dossier);
        return dossier;
    }

    private @Nullable RecordId leadOf(Inspected source) {
        var matter = source.matter();
        if (matter == null) {
            return null;
        }
        return leads.getOrDefault(matter.key(), List.of()).stream()
                .filter(lead -> lead.matter().sameAs(matter))
                .map(Lead::id)
                .findFirst()
                .orElse(null);
    }

    private Decision again(Inspected source, Dossier known) {
        if (source.content().equals(known.content())) {
            known.seenAs(source.version());
            return Decision.nothingNew(source, Outcome.DUPLICATE, known, remark("D001", source, known));
        }
        int age = compare(source.version(), known.version());
        if (age < 0) {
            return Decision.nothingNew(source, Outcome.STALE, known, remark("D003", source, known));
        }
        if (age == 0) {
            return Decision.nothingNew(source, Outcome.CONFLICT, known, remark("D004", source, known));
        }
        return source.verdict() == Verdict.PARKED ? parkedAgain(source, known) : newer(source, known);
    }

    /** Without a version on either side what comes later is newer. */
    private static int compare(@Nullable Long version, @Nullable Long known) {
        return version == null || known == null ? 1 : version.compareTo(known);
    }

    /** An incomplete update does not replace what is in force: it waits beside it. */
    private Decision parkedAgain(Inspected source, Dossier known) {
        if (known.state() != State.PARKED) {
            return Decision.refused(source, Outcome.PARKED, known);
        }
        known.revise(source, State.PARKED, null);
        return Decision.revised(source, Outcome.PARKED, known, Map.of());
    }

    /** A newer version, which counts as far as the record it belongs to does. */
    Decision newer(Inspected source, Dossier known) {
        var was = known.state();
        if (was == State.LINKED) {
            known.revise(source, State.LINKED, known.lead());
            return Decision.revised(source, Outcome.UPDATED, known, Map.of());
        }
        var lead = was == State.PARKED ? leadOf(source) : null;
        if (lead != null) {
            known.revise(source, State.LINKED, lead.sequence());
            return Decision.linked(source, known, sameMatter(source, lead));
        }
        known.revise(source, State.IN_FORCE, null);
        var kind = was == State.PARKED ? DueKind.NEW : DueKind.CHANGE;
        return Decision.revised(source, Outcome.UPDATED, known, dueOf(source.standing(), known, kind));
    }

    /** @param provincial what the province is told of it, if it is not withdrawn */
    Map<Target, DueKind> dueOf(Standing standing, Dossier dossier, DueKind provincial) {
        var due = new EnumMap<Target, DueKind>(Target.class);
        due.put(
                Target.PROVINCIAL,
                standing == Standing.REVOKED && provincial == DueKind.CHANGE ? DueKind.REMOVE : provincial);
        Optional<DueKind> national = gate.admit(standing, dossier.national());
        national.ifPresent(kind -> {
            due.put(Target.NATIONAL, kind);
            dossier.standsAtNational(kind != DueKind.REMOVE);
        });
        return due;
    }

    private static Finding remark(String code, Inspected source, Dossier known) {
        return new Finding(
                code,
                Severity.REMARK,
                null,
                source.place(),
                source.sourceRecordNo(),
                known.id().toString());
    }

    private static Finding sameMatter(Inspected source, RecordId lead) {
        return new Finding("D002", Severity.REMARK, null, source.place(), source.sourceRecordNo(), lead.toString());
    }
}

package cn.lvyue.hub.api;

import cn.lvyue.hub.proof.Proofs;
import cn.lvyue.hub.proof.Verifications;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One check with one fault, and what was asked for. */
class ListedVerifications implements Verifications {
    final List<String> asked = new ArrayList<>();

    @Override
    public long start(String by, LocalDate from, LocalDate to, String pinned) {
        if (from != null && to != null && from.isAfter(to)) {
            throw new IllegalArgumentException("from 晚于 to / from is after to");
        }
        asked.add(from + " " + to + " " + pinned);
        return 7;
    }

    @Override
    public Optional<Report> report(long id) {
        return id != 7
                ? Optional.empty()
                : Optional.of(new Report(
                        7,
                        "auditor",
                        InMemoryHub.NOW,
                        null,
                        null,
                        true,
                        State.ENDED,
                        1,
                        0,
                        9,
                        9,
                        100,
                        5,
                        1,
                        0,
                        InMemoryHub.NOW,
                        InMemoryHub.NOW));
    }

    @Override
    public List<Report> reports(long before, int limit) {
        return report(7).stream().toList();
    }

    @Override
    public List<Fault> faults(long id, long after, int limit) {
        return after >= 1 ? List.of() : List.of(new Fault(1, true, "A120", "报文 message 4 <b>", "aa…", "bb…"));
    }

    @Override
    public boolean cancel(long id) {
        return asked.add("cancel " + id);
    }

    /** Proofs of nothing but one closed day. */
    static Proofs days() {
        var day = new Proofs.DayStatement(
                LocalDate.of(2023, 10, 15),
                9,
                new byte[32],
                "lvyue-day/1\n",
                new byte[32],
                InMemoryHub.NOW,
                null,
                null);
        return new Proofs() {
            @Override
            public Optional<Log> log() {
                return Optional.empty();
            }

            @Override
            public Optional<LeafProof> message(long messageId) {
                return Optional.empty();
            }

            @Override
            public Optional<LeafProof> audit(long auditId) {
                return Optional.empty();
            }

            @Override
            public List<RecordProof> record(long messageId, int row) {
                return List.of();
            }

            @Override
            public List<DayStatement> days(LocalDate after, int limit) {
                return List.of(day);
            }

            @Override
            public Optional<DayStatement> day(LocalDate wanted) {
                return Optional.of(day).filter(one -> one.day().equals(wanted));
            }

            @Override
            public Optional<DayStatement> newest() {
                return Optional.of(day);
            }

            @Override
            public String consistency(long first, long second) {
                throw new IllegalArgumentException("none");
            }
        };
    }
}

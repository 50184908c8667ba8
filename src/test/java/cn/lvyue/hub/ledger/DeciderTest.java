package cn.lvyue.hub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private static final LocalDate TODAY = LocalDate.of(2023, 10, 16);
    private static final Matter BRIDGE = new Matter(new UUID(1, 1), 11L, 21L);

    private final AtomicLong numbers = new AtomicLong();

    @Test
    void acceptsARecordHeardOfForTheFirstTimeAndMakesItDueAtTheProvince() {
        var decision = decider().decide(told("A").build());

        assertThat(decision.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(decision.revision()).isEqualTo(1);
        assertThat(decision.due()).isEqualTo(Map.of(Target.PROVINCIAL, DueKind.NEW));
    }

    @Test
    void makesAConfirmedRecordDueAtTheNationToo() {
        var decision = decider().decide(told("A").standing(Standing.CONFIRMED).build());

        assertThat(decision.due()).containsEntry(Target.NATIONAL, DueKind.NEW);
        assertThat(decision.dossier().national()).isTrue();
    }

    @Test
    void tellsARecordThatComesTwiceInOneChunkAsADuplicate() {
        var decider = decider();
        decider.decide(told("A").version(1L).build());

        var again = decider.decide(told("A").version(1L).build());

        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(again.revision()).isNull();
        assertThat(codes(again)).containsExactly("D001");
        assertThat(again.due()).isEmpty();
    }

    @Test
    void revisesOnNewerChangedContent() {
        var decider = decider();
        decider.decide(told("A").version(1L).content(1).build());

        var next = decider.decide(told("A").version(2L).content(2).build());

        assertThat(next.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(next.revision()).isEqualTo(2);
        assertThat(next.due()).isEqualTo(Map.of(Target.PROVINCIAL, DueKind.CHANGE));
    }

    @Test
    void leavesTheNewerRevisionInForceWhenAnOlderOneComesLate() {
        var decider = decider();
        decider.decide(told("A").version(2L).content(2).build());

        var late = decider.decide(told("A").version(1L).content(1).build());

        assertThat(late.outcome()).isEqualTo(Outcome.STALE);
        assertThat(codes(late)).containsExactly("D003");
        assertThat(late.dossier().revision()).isEqualTo(1);
    }

    @Test
    void callsDifferentContentUnderOneVersionAConflict() {
        var decider = decider();
        decider.decide(told("A").version(2L).content(2).build());

        var other = decider.decide(told("A").version(2L).content(3).build());

        assertThat(other.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(codes(other)).containsExactly("D004");
        assertThat(other.keepsFieldsAside()).isTrue();
    }

    @Test
    void remembersANewerVersionOfEqualContentSoThatOlderOnesAreStale() {
        var decider = decider();
        decider.decide(told("A").version(1L).content(1).build());
        decider.decide(told("A").version(5L).content(1).build());

        assertThat(decider.decide(told("A").version(3L).content(2).build()).outcome())
                .isEqualTo(Outcome.STALE);
    }

    @Test
    void takesWhatComesLaterAsNewerWhereAFeedHasNoVersions() {
        var decider = decider();
        decider.decide(told("A").content(1).build());

        assertThat(decider.decide(told("A").content(2).build()).outcome()).isEqualTo(Outcome.UPDATED);
    }

    @Test
    void linksTheSameMatterOfAnotherFeedAndDoesNotPushIt() {
        var lead = new RecordId(TODAY, "02", 7);
        var decider = decider(Map.of(BRIDGE.key(), List.of(new Decider.Lead(BRIDGE, lead))));

        var decision = decider.decide(
                told("B").matter(BRIDGE).standing(Standing.CONFIRMED).build());

        assertThat(decision.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(codes(decision)).containsExactly("D002");
        assertThat(decision.revision()).isEqualTo(1);
        assertThat(decision.dossier().lead()).isEqualTo(7);
        assertThat(decision.due()).isEmpty();
    }

    @Test
    void keepsTwoFirmsOfOneNameAndDifferentCodesApart() {
        var other = new Matter(BRIDGE.key(), 12L, BRIDGE.complainantName());
        var decider = decider(Map.of(BRIDGE.key(), List.of(new Decider.Lead(other, new RecordId(TODAY, "02", 7)))));

        assertThat(decider.decide(told("B").matter(BRIDGE).build()).outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void matchesByNameWhereOneSideHasNoCode() {
        var nameless = new Matter(BRIDGE.key(), null, BRIDGE.complainantName());
        var decider = decider(Map.of(BRIDGE.key(), List.of(new Decider.Lead(BRIDGE, new RecordId(TODAY, "02", 7)))));

        assertThat(decider.decide(told("B").matter(nameless).build()).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void doesNotPushAnUpdateOfALinkedRecord() {
        var decider = decider(Map.of(BRIDGE.key(), List.of(new Decider.Lead(BRIDGE, new RecordId(TODAY, "02", 7)))));
        decider.decide(told("B").matter(BRIDGE).version(1L).content(1).build());

        var update = decider.decide(told("B")
                .matter(BRIDGE)
                .version(2L)
                .content(2)
                .standing(Standing.CONFIRMED)
                .build());

        assertThat(update.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(update.due()).isEmpty();
    }

    @Test
    void releasesAParkedRecordThatComesCompleteAsNewForTheProvince() {
        var decider = decider();
        decider.decide(told("A").verdict(Verdict.PARKED).version(1L).content(1).build());

        var complete = decider.decide(told("A").version(2L).content(2).build());

        assertThat(complete.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(complete.due()).isEqualTo(Map.of(Target.PROVINCIAL, DueKind.NEW));
    }

    @Test
    void anIncompleteUpdateDoesNotReplaceWhatIsInForce() {
        var decider = decider();
        decider.decide(told("A").version(1L).content(1).build());

        var incomplete = decider.decide(
                told("A").verdict(Verdict.PARKED).version(2L).content(2).build());

        assertThat(incomplete.outcome()).isEqualTo(Outcome.PARKED);
        assertThat(incomplete.revision()).isNull();
        assertThat(incomplete.keepsFieldsAside()).isTrue();
        assertThat(incomplete.dossier().revision()).isEqualTo(1);
    }

    @Test
    void aRejectedSourceRecordOpensNothing() {
        var decision = decider().decide(told("A").verdict(Verdict.REJECTED).build());

        assertThat(decision.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(decision.dossier()).isNull();
    }

    @Test
    void aWithdrawnRecordIsRemovedWhereItWasPushed() {
        var decider = decider();
        decider.decide(
                told("A").standing(Standing.CONFIRMED).version(1L).content(1).build());

        var withdrawn = decider.decide(
                told("A").standing(Standing.REVOKED).version(2L).content(2).build());

        assertThat(withdrawn.due())
                .isEqualTo(Map.of(Target.PROVINCIAL, DueKind.REMOVE, Target.NATIONAL, DueKind.REMOVE));
        assertThat(withdrawn.dossier().national()).isFalse();
    }

    private static List<String> codes(Decision decision) {
        return decision.findings().stream().map(Finding::code).toList();
    }

    private Decider decider() {
        return decider(Map.of());
    }

    private Decider decider(Map<UUID, List<Decider.Lead>> leads) {
        return new Decider(Map.of(), leads, DeciderTest::gate, numbers::incrementAndGet, TODAY);
    }

    private static Optional<DueKind> gate(Standing standing, boolean there) {
        if (standing == Standing.CONFIRMED) {
            return Optional.of(there ? DueKind.CHANGE : DueKind.NEW);
        }
        return there ? Optional.of(DueKind.REMOVE) : Optional.empty();
    }

    private static Told told(String number) {
        return new Told(number, 1);
    }
}

package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Remarks;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.SenderResult;
import cn.lvyue.hub.record.SenderResult.SideFile;
import cn.lvyue.hub.record.SenderResults;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Moves a file whose outcome is known to {@code .done} or {@code .failed} and lays its result beside it. Every step may run twice. */
@Component
class Finishing {
    static final String RESULT = ".result.json";

    private static final Logger LOG = LoggerFactory.getLogger(Finishing.class);

    private final FilesStore store;
    private final SenderResults results;
    private final Outcomes outcomes;
    private final Clock clock;

    Finishing(FilesStore store, SenderResults results, Outcomes outcomes, Clock clock) {
        this.store = store;
        this.results = results;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** What the rest of the hub knows about messages. */
    @Component
    static class Outcomes {
        private final Archive archive;
        private final Ledger ledger;
        private final Remarks remarks;

        Outcomes(Archive archive, Ledger ledger, Remarks remarks) {
            this.archive = archive;
            this.ledger = ledger;
            this.remarks = remarks;
        }
    }

    /**
     * @return whether it is finished; else its message is still under way
     * @throws IOException if the place cannot be written to; tried again later
     */
    boolean finish(Place place, TakenFile taken) throws IOException {
        var result = result(place, taken);
        if (result.isEmpty()) {
            return false;
        }
        if (!place.readOnly()) {
            deliver(place, taken, result.get());
        }
        store.finish(taken.no(), clock.instant());
        return true;
    }

    private Optional<SenderResult> result(Place place, TakenFile taken) {
        var messageId = taken.messageId();
        if (messageId == null) {
            return Optional.of(results.refused(Objects.requireNonNull(taken.refusal()), delivery(place, taken)));
        }
        remarkOnRecords(place, taken, messageId);
        return results.of(outcomes.archive.message(messageId).orElseThrow(), delivery(place, taken));
    }

    /** A marker that counts other records than were read is remarked on; each record has its own outcome all the same. */
    private void remarkOnRecords(Place place, TakenFile taken, long messageId) {
        var marker = taken.marker();
        if (marker != null && taken.refusal() == null) {
            outcomes.ledger
                    .account(messageId)
                    .filter(account -> account.status() == MessageStatus.DONE)
                    .flatMap(account ->
                            Marker.of(marker.content()).againstRecords(account.read(), place.show(marker.name())))
                    .ifPresent(finding -> outcomes.remarks.add(messageId, finding));
        }
    }

    private static Map<String, Object> delivery(Place place, TakenFile taken) {
        var delivery = new LinkedHashMap<String, Object>();
        delivery.put("no", taken.no());
        delivery.put("name", place.show(taken.file().name()));
        delivery.put("size", taken.file().size());
        delivery.put("modified", taken.file().modified().toString());
        var marker = taken.marker();
        if (marker != null) {
            delivery.put("marker", place.show(marker.name()));
            delivery.put("markerClaims", Marker.of(marker.content()).claims());
        }
        return delivery;
    }

    private void deliver(Place place, TakenFile taken, SenderResult result) throws IOException {
        var destination = destination(place, taken, result.done() ? ".done" : ".failed");
        moveOnce(place, taken, destination);
        var marker = taken.marker();
        if (marker != null && place.look(marker.name()).isPresent()) {
            place.move(marker.name(), free(place, marker.name().in(result.done() ? ".done" : ".failed"), taken.no()));
        }
        for (var side : result.sideFiles()) {
            layBeside(place, destination.with(side.ending(), taken.no()), side);
        }
        place.write(destination.with(RESULT, taken.no()), out -> out.write(result.json()));
    }

    /** A side file that cannot be made must not keep the sender from its result, which says the same. */
    private static void layBeside(Place place, PlaceName name, SideFile side) throws IOException {
        try {
            place.write(name, side.content());
        } catch (TemporaryFailure again) {
            throw again;
        } catch (RuntimeException broken) {
            LOG.error("无法生成随附文件 cannot make the side file {}", place.show(name), broken);
        }
    }

    private PlaceName destination(Place place, TakenFile taken, String folder) throws IOException {
        var decided = taken.destination();
        if (decided != null) {
            return decided;
        }
        var wanted = taken.file().name().in(folder);
        boolean resultIsFree = place.look(wanted.with(RESULT, taken.no())).isEmpty();
        var chosen = resultIsFree ? free(place, wanted, taken.no()) : wanted.numbered(taken.no());
        store.sendTo(taken.no(), chosen);
        return chosen;
    }

    private static PlaceName free(Place place, PlaceName wanted, long no) throws IOException {
        return place.look(wanted).isEmpty() ? wanted : wanted.numbered(no);
    }

    /** A file that its sender replaced meanwhile is another one and stays, even if it was replaced in the very moment of the move. */
    private static void moveOnce(Place place, TakenFile taken, PlaceName destination) throws IOException {
        var name = taken.file().name();
        if (!place.look(name).equals(Optional.of(taken.file()))) {
            return;
        }
        place.move(name, destination);
        var moved = place.look(destination);
        if (moved.isPresent()
                && !moved.get()
                        .equals(new Seen(
                                destination, taken.file().size(), taken.file().modified()))) {
            place.move(destination, name);
        }
    }
}

package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.channel.files.Taking.Patience;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.record.Severity;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * One look at a place: brings results to what was taken before, and takes what is whole now, unless the source is paused.
 */
@Component
class Look {
    /** Messages of one feed get their outcomes about in the order of their arrival. */
    private static final int UNDER_WAY_IS_ENOUGH = 16;

    private final FilesStore store;
    private final Taking taking;
    private final Finishing finishing;
    private final PlaceLock lock;
    private final Surroundings around;

    Look(FilesStore store, Taking taking, Finishing finishing, PlaceLock lock, Surroundings around) {
        this.store = store;
        this.taking = taking;
        this.finishing = finishing;
        this.lock = lock;
        this.around = around;
    }

    /** Limits, time, what cannot be done for now, and which sources are paused. */
    @Component
    static class Surroundings {
        private final InboxSettings settings;
        private final Troubles troubles;
        private final Clock clock;
        private final Pauses pauses;
        private final Set<String> unfinished;

        Surroundings(InboxSettings settings, Troubles troubles, Clock clock, Pauses pauses) {
            this.settings = settings;
            this.troubles = troubles;
            this.clock = clock;
            this.pauses = pauses;
            this.unfinished = Set.of(settings.unfinished().split(","));
        }
    }

    /**
     * @param sightings of the looks before at the same place
     * @throws IOException if the place cannot be read
     */
    void at(Place place, Rules rules, Sightings sightings) throws IOException {
        var listing = place.list(rules.depth(), around.settings.mostListed());
        sightings.note(listing.files(), around.clock.instant());
        var open = store.open(place.id());
        noteTroubles(place, listing, open);
        if (!open.isEmpty() || !listing.files().isEmpty()) {
            lock.whileHeld(place.id(), () -> work(place, rules, listing, sightings));
        }
    }

    private void noteTroubles(Place place, Listing listing, List<TakenFile> open) {
        var files = Stream.concat(
                listing.files().stream().map(Seen::name),
                open.stream().map(taken -> taken.file().name()));
        var names = Stream.concat(files, listing.unreachable().keySet().stream())
                .map(place::show)
                .collect(Collectors.toSet());
        around.troubles.keepOnly(place.title(), names);
        listing.unreachable().forEach((name, why) -> around.troubles.report(place.title(), place.show(name), why));
    }

    private void work(Place place, Rules rules, Listing listing, Sightings sightings) throws IOException {
        var taken = store.open(place.id());
        finish(place, taken);
        var known = new HashSet<Seen>();
        taken.forEach(file -> known.add(file.file()));
        if (place.readOnly()) {
            known.addAll(store.finished(place.id(), listing.files()));
        }
        var candidates = new Candidates(listing, around.unfinished, rules, place);
        int most = Math.min(around.settings.mostAtOnce(), around.settings.mostOpen() - taken.size());
        for (var file : candidates.files()) {
            if (most <= 0 || around.pauses.isPaused(rules.feed())) {
                return;
            }
            if (!known.contains(file)) {
                var marker = candidates.markerOf(file);
                most -= attempt(place, file, () -> take(place, rules, file, marker, sightings)) ? 1 : 0;
            }
        }
        if (listing.complete() && !around.pauses.isPaused(rules.feed())) {
            putAsideMarkersAlone(place, rules, candidates.markersAlone(listing), known, sightings);
        }
    }

    private void finish(Place place, List<TakenFile> taken) throws IOException {
        int underWay = 0;
        for (var file : taken) {
            if (underWay >= UNDER_WAY_IS_ENOUGH) {
                return;
            }
            if (!attempt(place, file.file(), () -> finishing.finish(place, file))) {
                underWay++;
            }
        }
    }

    private boolean take(Place place, Rules rules, Seen file, Optional<Seen> marker, Sightings sightings)
            throws IOException {
        if (!place.look(file.name()).equals(Optional.of(file))) {
            return false;
        }
        var now = around.clock.instant();
        boolean quiet = sightings.unchangedFor(file, rules.stableFor(), now);
        if (marker.isEmpty()) {
            return rules.markerRequired()
                    ? waitForMarker(place, file, sightings)
                    : quiet && taking.take(place, rules, file, marker, Patience.NOW);
        }
        if (quiet && sightings.unchangedFor(marker.get(), rules.stableFor(), now)) {
            return taking.take(place, rules, file, marker, Patience.NOW);
        }
        return sightings.firstAttempt(file, marker.get())
                && taking.take(place, rules, file, marker, Patience.IF_PROVEN);
    }

    /** Reported and not put aside, since the marker may still come. */
    private boolean waitForMarker(Place place, Seen file, Sightings sightings) {
        if (sightings.unchangedFor(file, around.settings.markerPatience(), around.clock.instant())) {
            around.troubles.report(
                    place.title(), place.show(file.name()), "等待标记文件 / waits for its " + Marker.ENDING + " marker");
        }
        return false;
    }

    private void putAsideMarkersAlone(
            Place place, Rules rules, List<Seen> alone, Set<Seen> known, Sightings sightings) {
        var patience = around.settings.markerPatience();
        for (var marker : alone) {
            if (!known.contains(marker) && sightings.unchangedFor(marker, patience, around.clock.instant())) {
                var finding = new Finding("T125", Severity.REJECT, null, "", place.show(marker.name()), null);
                taking.refuse(place, rules, marker, finding);
            }
        }
    }

    /**
     * One file in trouble does not hold up the others.
     *
     * @throws IOException once the place itself is lost
     */
    private boolean attempt(Place place, Seen file, Troubles.Attempt what) throws IOException {
        if (!place.isReachable()) {
            throw new IOException("连接中断 / the connection broke");
        }
        return around.troubles.attempt(place.title(), place.show(file.name()), what);
    }
}

package cn.lvyue.hub.channel.files;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a listing that may be taken, oldest first, each with its marker. */
final class Candidates {
    private static final Comparator<Seen> OLDEST_FIRST =
            Comparator.comparing(Seen::modified).thenComparing(Seen::name);

    private final List<Seen> files;
    private final List<Seen> markers;
    private final Map<String, Seen> markersByBase = new HashMap<>();
    private final Map<String, Integer> filesByStem = new HashMap<>();

    /**
     * @param unfinished endings, without their dots, of files that are still being written
     * @param place shows names
     */
    Candidates(Listing listing, Set<String> unfinished, Rules rules, Place place) {
        markers = listing.files().stream()
                .filter(file -> file.name().endsWith(Marker.ENDING))
                .toList();
        markers.forEach(marker -> markersByBase.put(marker.name().stem(), marker));
        files = listing.files().stream()
                .filter(file -> !file.name().endsWith(Marker.ENDING))
                .filter(file ->
                        unfinished.stream().noneMatch(ending -> file.name().endsWith("." + ending)))
                .filter(file -> rules.include()
                        .matcher(place.show(new PlaceName(file.name().last())))
                        .matches())
                .sorted(OLDEST_FIRST)
                .toList();
        files.forEach(file -> filesByStem.merge(file.name().stem(), 1, Integer::sum));
    }

    List<Seen> files() {
        return files;
    }

    /** {@code orders.csv.ok}, or {@code orders.ok} if no other file could be meant. */
    Optional<Seen> markerOf(Seen file) {
        var exact = markersByBase.get(file.name().raw());
        var stem = file.name().stem();
        return exact != null || filesByStem.getOrDefault(stem, 0) > 1
                ? Optional.ofNullable(exact)
                : Optional.ofNullable(markersByBase.get(stem));
    }

    /** Markers that belong to no file, not even to one that is still being written. */
    List<Seen> markersAlone(Listing listing) {
        var bases = new HashSet<String>();
        for (var file : listing.files()) {
            if (!file.name().endsWith(Marker.ENDING)) {
                bases.add(file.name().raw());
                bases.add(file.name().stem());
                bases.add(new PlaceName(file.name().stem()).stem());
            }
        }
        return markers.stream()
                .filter(marker -> !bases.contains(marker.name().stem()))
                .toList();
    }
}

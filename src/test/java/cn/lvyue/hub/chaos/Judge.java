package cn.lvyue.hub.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.RehearsedPlatforms;
import cn.lvyue.hub.sandbox.RehearsedPlatforms.Arrived;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares what the platforms hold with what the sources told; knows neither how the hub decides nor what it says of itself. */
final class Judge {
    private static final int REMOVE = 2;
    private static final String MISSING = "R150";
    private static final String REFUSED = "R155";
    private static final String REFUSED_AND_HELD = "R160";

    private final Schedule schedule;
    private final RehearsedPlatforms platforms;
    private final Set<String> believed;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> differences = new TreeSet<>();
    private int arrivals;

    /**
     * @param believed what the hub took for refused, {@code target sourceRecordNo revision}: where a platform contradicts itself it
     *     depends on what was heard
     */
    Judge(Schedule schedule, RehearsedPlatforms platforms, Set<String> believed) {
        this.believed = believed;
        this.schedule = schedule;
        this.platforms = platforms;
    }

    /** Every fault found, in words; none if all is well. */
    List<String> faults() {
        for (var target : Target.values()) {
            judge(target);
        }
        if (platforms.leaks() > 0) {
            faults.add(platforms.leaks() + " unconfirmed records are at the nation");
        }
        return faults;
    }

    /**
     * Every difference of a reconciliation by name, {@code code target sourceRecordNo revision}: what the platforms lost as
     * scripted behind the hub's back, what they refused, and what they called refused and hold.
     */
    Set<String> differences() {
        return differences;
    }

    /** How many revisions the platforms got: a judge with nothing before him would be content too. */
    int arrivals() {
        return arrivals;
    }

    private void judge(Target target) {
        Map<String, List<Arrived>> byNumber = platforms.arrived(target, schedule.prefix()).stream()
                .collect(groupingBy(Arrived::recordNo, LinkedHashMap::new, toCollection(ArrayList::new)));
        for (var complaint : schedule.complaints()) {
            var arrived = byNumber.getOrDefault(complaint.number(), List.of());
            arrivals += arrived.size();
            arrived.stream().filter(one -> !one.isGone()).forEach(one -> note(target, one, isFollowed(one, arrived)));
            onceEach(target, arrived);
            inOrder(target, arrived);
            heldAsTold(target, complaint, arrived);
        }
    }

    private void onceEach(Target target, List<Arrived> arrived) {
        var seen = new HashSet<String>();
        for (var one : arrived) {
            if (!one.isGone() && !seen.add(one.complaintNo() + " " + one.revision())) {
                faults.add("%s got %s revision %d twice".formatted(target, one.recordNo(), one.revision()));
            }
        }
        if (arrived.stream().map(Arrived::complaintNo).distinct().count() > 1) {
            faults.add("%s knows %s under two complaint numbers"
                    .formatted(target, arrived.get(0).recordNo()));
        }
    }

    /**
     * Later packages carry later revisions, and each says new, change or remove as it should after the ones before. After one that
     * is gone, or that the platform called refused and good, both are right: it depends on what the hub had heard by then. A removal
     * too many does no harm at the province: it is sent where the older revision it waited for did not go in the end.
     */
    private void inOrder(Target target, List<Arrived> arrived) {
        boolean stands = false;
        boolean open = false;
        int revision = 0;
        for (var one : arrived) {
            if (one.revision() <= revision) {
                faults.add(
                        "%s got %s revision %d after %d".formatted(target, one.recordNo(), one.revision(), revision));
            }
            if (one.isGone()) {
                open = true;
                continue;
            }
            revision = one.revision();
            boolean needless = target == Target.PROVINCIAL && one.dataState() == REMOVE && !stands;
            if (one.good() && !open && !needless && (one.dataState() == 0) == stands) {
                faults.add("%s got %s revision %d as %d, although it %s: %s"
                        .formatted(
                                target,
                                one.recordNo(),
                                one.revision(),
                                one.dataState(),
                                stands ? "stood there" : "did not stand there",
                                arrived));
            }
            stands = one.good() && one.dataState() != REMOVE;
            open = believed.contains(name(target, one)) && isDoubtful(one);
        }
    }

    /**
     * What is gone must be there again, unless nobody wants it there any more. What a platform called refused and good, and the hub
     * takes for refused, needs no removal: the statement names it (R160), and a person asks which counts.
     */
    private void heldAsTold(Target target, Complaint complaint, List<Arrived> all) {
        int wanted = target == Target.PROVINCIAL ? complaint.atProvince() : complaint.atNation();
        var arrived = all.stream().filter(one -> !one.isGone()).toList();
        var last = arrived.isEmpty() ? null : arrived.get(arrived.size() - 1);
        boolean refused = complaint.number().matches(schedule.refused());
        boolean standsThere = last != null && last.dataState() != REMOVE;
        if (target == Target.NATIONAL && complaint.status() == Complaint.Status.REPAIRED && !standsThere) {
            wanted = 0; // repaired before the nation was told of it: then it never stands there (guarantee 7)
        }
        boolean disputed = wanted == 0 && last != null && isDoubtful(last) && believed.contains(name(target, last));
        int held = last == null || !last.good() || last.dataState() == REMOVE ? 0 : last.revision();
        if (held != (refused ? 0 : wanted) && !disputed) {
            faults.add("%s holds %s in revision %d and should in %d (%s, told %d times): %s"
                    .formatted(target, complaint.number(), held, wanted, complaint.status(), complaint.version(), all));
        }
    }

    private static String name(Target target, Arrived one) {
        return "%s %s %d".formatted(target.id(), one.recordNo(), one.revision());
    }

    private boolean isDoubtful(Arrived one) {
        return one.recordNo().matches(schedule.doubtful());
    }

    /** Whether the platform has a later revision, so that nobody misses this one. */
    private static boolean isFollowed(Arrived one, List<Arrived> arrived) {
        return arrived.stream().anyMatch(other -> other.revision() > one.revision() && other.good() && !other.lost());
    }

    private void note(Target target, Arrived one, boolean followed) {
        var name = name(target, one);
        boolean refused = believed.contains(name);
        if (refused && one.good() && !isDoubtful(one)) {
            faults.add("the hub takes %s for refused, and nobody said so".formatted(name));
        }
        if (!one.good() || refused && one.lost()) {
            differences.add(REFUSED + " " + name);
        } else if (refused) {
            differences.add(REFUSED_AND_HELD + " " + name);
        } else if (one.lost() && !followed) {
            differences.add(MISSING + " " + name);
        }
    }
}

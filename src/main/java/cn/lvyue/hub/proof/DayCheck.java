package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.DayText.Said;
import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.signing.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks closed days: what they say, that they follow each other, signatures, stamps, and the tree they speak of. */
@Component
class DayCheck {
    private static final int AT_ONCE = 50;

    private final DayStore days;
    private final TileStore tiles;
    private final DayStamps stamps;
    private final Keys keys;
    private final ProofSettings settings;
    private final Clock clock;

    DayCheck(DayStore days, TileStore tiles, DayStamps stamps, Keys keys, ProofSettings settings, Clock clock) {
        this.days = days;
        this.tiles = tiles;
        this.stamps = stamps;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** Checks some days behind one, up to another. @return the last one checked; null when there are no more */
    @Nullable
    LocalDate step(Head head, LocalDate after, LocalDate upto, Findings findings) {
        var previous = days.day(after).or(() -> days.before(after.plusDays(1))).orElse(null);
        LocalDate last = null;
        for (var day : days.after(after, AT_ONCE)) {
            if (day.day().isAfter(upto)) {
                break;
            }
            check(head, day, previous, findings);
            previous = day;
            last = day.day();
        }
        return last;
    }

    private static String place(LocalDate day) {
        return "日结 day " + day;
    }

    private void check(Head head, DayStatement day, @Nullable DayStatement previous, Findings findings) {
        var place = place(day.day());
        var said = DayText.said(day.text());
        var digest = Hashing.of(head.algorithm()).digest(day.text().getBytes(StandardCharsets.UTF_8));
        if (said.isEmpty() || !isAsItSays(head, day, said.get()) || !Arrays.equals(digest, day.digest())) {
            findings.fault(Findings.CHAIN, place, "text", "tree-size " + day.treeSize());
        }
        said.ifPresent(one -> chain(day, one, previous, findings));
        root(head, day, findings);
        signature(day, findings);
        stamps.fault(day).ifPresent(why -> findings.fault(Findings.STAMP, place, why, "RFC 3161"));
    }

    private static boolean isAsItSays(Head head, DayStatement day, Said said) {
        return said.hub().equals(head.id())
                && said.day().equals(day.day())
                && said.algorithm().equals(head.algorithm().label())
                && said.treeSize() == day.treeSize()
                && said.root().equals(HexFormat.of().formatHex(day.root()));
    }

    private static void chain(DayStatement day, Said said, @Nullable DayStatement previous, Findings findings) {
        var wanted = previous == null ? "" : HexFormat.of().formatHex(previous.digest());
        if (!said.previous().equals(wanted)) {
            findings.fault(Findings.CHAIN, place(day.day()), "previous " + said.previous(), "previous " + wanted);
        }
        if (previous != null && !previous.day().plusDays(1).equals(day.day())) {
            findings.fault(
                    Findings.CHAIN,
                    place(day.day()),
                    place(previous.day()),
                    place(day.day().minusDays(1)));
        }
        if (previous != null && previous.treeSize() > day.treeSize()) {
            findings.fault(Findings.SHORTER, place(day.day()), "" + day.treeSize(), "≥ " + previous.treeSize());
        }
    }

    private void root(Head head, DayStatement day, Findings findings) {
        if (day.treeSize() > head.size()) {
            findings.fault(Findings.SHORTER, place(day.day()), "" + head.size(), "" + day.treeSize());
            return;
        }
        var found = root(head, day.treeSize());
        if (found == null || !Arrays.equals(found, day.root())) {
            findings.fault(
                    Findings.ROOT,
                    place(day.day()),
                    found == null ? "–" : Findings.shown(found),
                    Findings.shown(day.root()));
        }
    }

    /** Null if tiles are missing. */
    private byte @Nullable [] root(Head head, long size) {
        var hash = Hashing.of(head.algorithm());
        try {
            return new MerkleTree(new TileNodes(tiles, hash), hash).root(size);
        } catch (TileNodes.MissingNode missing) {
            return null;
        }
    }

    private void signature(DayStatement day, Findings findings) {
        var text = day.signature();
        if (text == null) {
            findings.remark(Findings.NOT_SIGNED, place(day.day()), "–");
            return;
        }
        var signed = DayText.signed(text);
        var known = signed.flatMap(one -> keys.publicKey(one.keyId()));
        if (signed.isEmpty()
                || !signed.get()
                        .key()
                        .verifies(
                                day.text().getBytes(StandardCharsets.UTF_8),
                                signed.get().signature())) {
            findings.fault(
                    Findings.SIGNATURE,
                    place(day.day()),
                    "–",
                    signed.map(DayText.Signed::keyId).orElse("?"));
        } else if (known.isEmpty() || !known.get().isSameAs(signed.get().key())) {
            findings.fault(
                    Findings.SIGNATURE,
                    place(day.day()),
                    "未知密钥 unknown key " + signed.get().keyId(),
                    "hub.keys");
        }
    }

    /** What concerns the end of the chain. */
    void end(Findings findings) {
        var now = clock.instant().minus(settings.patience().multipliedBy(2));
        var due = now.atZone(DayClosing.ZONE).toLocalDate().minusDays(1);
        days.newest()
                .filter(newest -> newest.day().isBefore(due))
                .ifPresent(newest -> findings.remark(Findings.NOT_CLOSED, place(due), place(newest.day())));
    }

    /** Compares what an auditor kept with the log as it is. */
    void pinned(Head head, String pinned, Findings findings) {
        for (var text : statements(pinned)) {
            DayText.said(text).ifPresent(said -> pinned(head, text, said, findings));
        }
    }

    private void pinned(Head head, String text, Said said, Findings findings) {
        var place = "留存的声明 pinned statement " + said.day();
        var stored = days.day(said.day());
        if (!said.hub().equals(head.id())) {
            findings.fault(Findings.PINNED, place, "hub " + head.id(), "hub " + said.hub());
        } else if (stored.isEmpty()) {
            findings.fault(Findings.PINNED, place, "–", place(said.day()));
        } else if (!stored.get().text().equals(text)) {
            findings.fault(
                    Findings.PINNED,
                    place,
                    "tree-size " + stored.get().treeSize() + " root "
                            + Findings.shown(stored.get().root()),
                    "tree-size " + said.treeSize() + " root " + said.root());
        }
        if (said.treeSize() > head.size()) {
            findings.fault(Findings.PINNED, place, "" + head.size(), "tree-size " + said.treeSize());
            return;
        }
        var found = root(head, said.treeSize());
        if (found == null || !HexFormat.of().formatHex(found).equals(said.root())) {
            findings.fault(Findings.PINNED, place, found == null ? "–" : Findings.shown(found), "root " + said.root());
        }
    }

    /** The day statements in a text; whatever else stands between them is passed over. */
    static List<String> statements(String text) {
        var found = new ArrayList<String>();
        StringBuilder now = null;
        for (var line : text.replace("\r\n", "\n").split("\n", -1)) {
            if (line.equals(DayText.FORM)) {
                now = new StringBuilder();
            }
            if (now != null) {
                now.append(line).append('\n');
                if (line.startsWith("closed-at:")) {
                    found.add(now.toString());
                    now = null;
                }
            }
        }
        return found.stream().filter(one -> DayText.said(one).isPresent()).toList();
    }
}

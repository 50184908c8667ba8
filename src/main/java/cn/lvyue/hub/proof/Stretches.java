package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import cn.lvyue.hub.signing.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes stretches out of rows, and opens what their salts are made of. */
@Component
class Stretches {
    /** Records of a full stretch; one that has fewer is the last of its message. */
    static final int LONGEST = 1000;

    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    Stretches(Vault vault) {
        this.vault = vault;
    }

    /**
     * What a stretch is of.
     *
     * @param replay 0 for the first outcome
     * @param end how the message ended; null for replays
     */
    record Of(long message, long replay, String mapping, String pack, LeafText.@Nullable Settled end) {}

    Stretch make(Of of, int number, List<LedgerRow> rows, Head log, Hashing hash, long leaf) {
        var salts = Salts.drawn(rows.size(), log.algorithm(), random);
        var commitments = new Commitments(hash, of.message(), of.mapping(), of.pack());
        boolean empty = rows.isEmpty();
        return new Stretch(
                of.message(),
                of.replay(),
                number,
                empty ? 0 : rows.get(0).row(),
                empty ? 0 : rows.get(rows.size() - 1).row(),
                rows.size(),
                commitments.root(rows, salts),
                commitments.rowsDigest(rows, salts),
                vault.seal(salts.toBytes(), place(of.message(), of.replay(), number)),
                leaf);
    }

    /** @throws cn.lvyue.hub.signing.CannotOpen if they were changed or their data key is gone */
    Salts salts(Stretch stretch, HashAlgorithm algorithm) {
        return Salts.of(
                vault.open(stretch.keys(), place(stretch.message(), stretch.replay(), stretch.number())), algorithm);
    }

    byte[] seal(Stretch stretch, Salts salts) {
        return vault.seal(salts.toBytes(), place(stretch.message(), stretch.replay(), stretch.number()));
    }

    byte[] sealRemaining(long message, long replay, int row, byte[] salts) {
        return vault.seal(salts, place(message, replay, -row));
    }

    byte[] openRemaining(long message, long replay, int row, byte[] sealed) {
        return vault.open(sealed, place(message, replay, -row));
    }

    /** The same value under the present data key. @param number of the stretch; below 0 for what remains of a row */
    byte[] anew(long message, long replay, int number, byte[] sealed) {
        var place = place(message, replay, number);
        return vault.seal(vault.open(sealed, place), place);
    }

    private static byte[] place(long message, long replay, int number) {
        return "proof.outcomes/%d/%d/%d".formatted(message, replay, number).getBytes(StandardCharsets.UTF_8);
    }

    static LeafText.Stretch text(Stretch stretch, Of of) {
        return new LeafText.Stretch(
                stretch.message(),
                stretch.replay(),
                stretch.number(),
                stretch.firstRow(),
                stretch.lastRow(),
                stretch.records(),
                stretch.root(),
                stretch.rowsDigest(),
                of.mapping(),
                of.pack(),
                stretch.records() < LONGEST ? of.end() : null);
    }
}

package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.reconciliation.Statement.Account;
import cn.lvyue.hub.reconciliation.Statement.Figure;
import cn.lvyue.hub.record.Fen;
import java.math.BigDecimal;
import java.util.Arrays;

/** Numbers of records and their amounts by stage. */
final class Sums {
    private final long[] records = new long[Stage.values().length];
    private final BigDecimal[] amounts = new BigDecimal[Stage.values().length];
    private final long[] pieces = new long[Stage.values().length];

    Sums() {
        Arrays.fill(amounts, BigDecimal.ZERO);
    }

    void add(Stage stage, long more, BigDecimal fen) {
        records[stage.ordinal()] += more;
        amounts[stage.ordinal()] = amounts[stage.ordinal()].add(fen);
    }

    /** @param fen of one record; added up in a long as far as that goes */
    void addOne(Stage stage, long fen) {
        int at = stage.ordinal();
        records[at]++;
        long sum = pieces[at] + fen;
        if (((pieces[at] ^ sum) & (fen ^ sum)) < 0) {
            amounts[at] = amounts[at].add(BigDecimal.valueOf(pieces[at]));
            sum = fen;
        }
        pieces[at] = sum;
    }

    private long records(Stage... stages) {
        long sum = 0;
        for (var stage : stages) {
            sum += records[stage.ordinal()];
        }
        return sum;
    }

    Figure of(Stage... stages) {
        return new Figure(records(stages), Fen.wan(fen(stages)));
    }

    BigDecimal fen(Stage... stages) {
        var amount = BigDecimal.ZERO;
        for (var stage : stages) {
            amount = amount.add(amounts[stage.ordinal()]).add(BigDecimal.valueOf(pieces[stage.ordinal()]));
        }
        return amount;
    }

    /** @param all what the account has to add up to */
    Account account(Figure all) {
        return new Account(
                all,
                of(Stage.RECEIPTED, Stage.REFUSED, Stage.AWAITING, Stage.UNKNOWN),
                of(Stage.PENDING),
                of(Stage.HELD, Stage.FAILED),
                of(Stage.SUPERSEDED),
                of(Stage.LOST),
                of(Stage.RECEIPTED),
                of(Stage.REFUSED),
                of(Stage.AWAITING),
                of(Stage.UNKNOWN));
    }

    Account account() {
        return account(of(Stage.values()));
    }

    /** In records and in amounts. */
    static boolean closes(Account account) {
        return adds(account.all(), account.pushed(), account.pending(), account.held(), account.superseded())
                && adds(
                        account.pushed(),
                        account.receipted(),
                        account.refused(),
                        account.awaiting(),
                        account.unknown());
    }

    private static boolean adds(Figure sum, Figure... parts) {
        long count = 0;
        var amount = BigDecimal.ZERO;
        for (var part : parts) {
            count += part.records();
            amount = amount.add(new BigDecimal(part.amount()));
        }
        return count == sum.records() && amount.compareTo(new BigDecimal(sum.amount())) == 0;
    }
}

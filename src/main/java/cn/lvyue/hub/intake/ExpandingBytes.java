package cn.lvyue.hub.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Unpacked bytes, counted while they come: a small file that unpacks to a huge one is refused (F107) on the way. */
final class ExpandingBytes extends FilterInputStream {
    /** Small files may pack as well as they like: nothing can be gained by them. */
    private static final long FREE = 4 << 20;

    private final String place;
    private final LongSupplier packed;
    private final Budget budget;
    private long count;

    /** The bytes one message may still unpack to, over all its files. */
    static final class Budget {
        private final IntakeSettings settings;
        private final Patience patience;
        private long left;

        Budget(IntakeSettings settings, Patience patience) {
            this.settings = settings;
            this.patience = patience;
            this.left = settings.maxExpanded().toBytes();
        }

        IntakeSettings settings() {
            return settings;
        }

        /** As much again, for looking through an archive before it is read. */
        Budget copy() {
            return new Budget(settings, patience);
        }
    }

    /** @param packed how many packed bytes were taken so far, or the size of the packed file */
    ExpandingBytes(String place, InputStream in, LongSupplier packed, Budget budget) {
        super(in);
        this.place = place;
        this.packed = packed;
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            took(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int n = in.read(buffer, from, length);
        if (n > 0) {
            took(n);
            budget.patience.check();
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        int most = (int) Math.min(n, 8192);
        return most <= 0 ? 0 : Math.max(0, read(new byte[most], 0, most));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void took(int n) throws IOException {
        count += n;
        budget.left -= n;
        budget.patience.took(n);
        var settings = budget.settings;
        if (budget.left < 0) {
            throw Fault.BOMB.refuse(place, null, "hub.intake.max-expanded = " + settings.maxExpanded());
        }
        if (count > FREE && count / settings.maxRatio() > Math.max(1, packed.getAsLong())) {
            throw Fault.BOMB.refuse(
                    place,
                    count / Math.max(1, packed.getAsLong()) + " : 1",
                    "hub.intake.max-ratio = " + settings.maxRatio());
        }
    }
}

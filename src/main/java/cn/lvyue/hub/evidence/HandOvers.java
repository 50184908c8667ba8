package cn.lvyue.hub.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is archived of some days, packed for a records office (移交): content, metadata, a manifest of digests and the proofs, in
 * volumes of bounded size, in the spirit of GB/T 42727 and DA/T 85. A volume says where the next begins, so that whoever fetches
 * them can stop and go on anywhere.
 */
public interface HandOvers {
    /** At most so many messages go into one volume, however small they are. */
    int MOST_MESSAGES = 20_000;

    /**
     * Days in Asia/Shanghai, both included; only days that are over.
     *
     * @param feed null for everything that came or went, packages, receipts and documents too
     */
    record Days(LocalDate from, LocalDate to, @Nullable String feed) {}

    /** @param bytes of content, before it is packed */
    record Amount(long messages, long bytes) {}

    /**
     * One volume.
     *
     * @param number from 1, told in the volume only
     * @param after where it begins: what the volume before names as its next; "" for the first
     * @param bytes of content after which a volume ends; it always holds one message
     * @param by who asks
     */
    record Volume(Days days, int number, String after, long bytes, String by) {}

    /** @throws cn.lvyue.hub.record.KeptElsewhere if some of the days are in a month that was taken out of the database */
    Amount amount(Days days);

    /**
     * Writes one volume as a stream. The line {@code next} of its manifest is empty in the last one.
     *
     * @throws IllegalArgumentException if {@code after} is none of a volume's
     * @throws cn.lvyue.hub.record.KeptElsewhere as {@link #amount}
     */
    void write(Volume volume, OutputStream out) throws IOException;
}

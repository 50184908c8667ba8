package cn.lvyue.hub.benchmark;

import java.util.Locale;

/**
 * One of each, side by side: the yardstick, the hub, the peer.
 *
 * @param again the same file sent to the same hub once more
 * @param lastToFirst rate of the hub's last 100,000 rows over that of the first; 0 for files too short for it
 */
record Round(long rows, Run yardstick, Run hub, Run again, Run peer, double lastToFirst) {

    /** @param serverCpu seconds of processor time PostgreSQL took meanwhile */
    record Run(String what, long rows, Stopwatch.Figures client, double serverCpu) {
        double rate() {
            return rows / client.seconds();
        }

        double cpuMicrosPerRecord() {
            return (client.cpuSeconds() + serverCpu) * 1e6 / rows;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-12s %,10d rows %7.2f s %,9.0f/s  client CPU %6.2f s  PostgreSQL CPU %6.2f s  %5.1f µs/record  peak %d MiB",
                    what,
                    rows,
                    client.seconds(),
                    rate(),
                    client.cpuSeconds(),
                    serverCpu,
                    cpuMicrosPerRecord(),
                    client.peakMiB());
        }
    }

    double toYardstick() {
        return hub.rate() / yardstick.rate();
    }

    double toPeer() {
        return hub.rate() / peer.rate();
    }

    double againToFirst() {
        return again.rate() / hub.rate();
    }

    double cpuToPeer() {
        return hub.cpuMicrosPerRecord() / peer.cpuMicrosPerRecord();
    }
}

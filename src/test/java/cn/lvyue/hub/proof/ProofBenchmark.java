package cn.lvyue.hub.proof;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.archive.Bodies;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Measures the notary, the size of the log, and a check of everything against reading and hashing the same bytes alone: the
 * bodies through the archive, and the rows of the ledger by one query a message. In turns, in this process.
 */
public final class ProofBenchmark {
    private static final int PIECE = 500;

    private final ProvedHub hub;
    private final List<Message> messages = new ArrayList<>();
    private final int rounds;

    private ProofBenchmark(ProvedHub hub, int rounds) {
        this.hub = hub;
        this.rounds = rounds;
    }

    /** {@code proof [messages] [records of each] [rounds]}; 100 files of 1,000 records and 20,000 posts of one by default. */
    public static void run(List<String> args) throws IOException {
        if (args.size() >= 2) {
            measure(
                    Integer.parseInt(args.get(0)),
                    Integer.parseInt(args.get(1)),
                    args.size() > 2 ? Integer.parseInt(args.get(2)) : 3);
        } else {
            measure(100, 1000, 3);
            measure(20_000, 1, 3);
        }
    }

    private static void measure(int messages, int records, int rounds) throws IOException {
        try (var hub = ProvedHub.fresh("hub.proof.share=1")) {
            System.out.printf(Locale.ROOT, "%,d messages of %,d records%n", messages, records);
            new ProofBenchmark(hub, rounds).run(messages, records);
        }
    }

    private void run(int count, int records) throws IOException {
        fill(count, records);
        long begun = System.nanoTime();
        hub.notary();
        double notary = seconds(begun);
        long leaves = hub.proofs().log().orElseThrow().size();
        System.out.printf(
                Locale.ROOT,
                "notary: %.1f s, %,.0f leaves/s, %,.0f records/s%n",
                notary,
                leaves / notary,
                (double) count * records / notary);
        tellSizes(leaves, (long) count * records);
        hub.clock.advance(Duration.ofDays(1));
        hub.bean(DayClosing.class).closeDue();
        for (int round = 1; round <= rounds; round++) {
            round(round);
        }
    }

    private void fill(int count, int records) {
        var body = "啊".repeat(180);
        for (int i = 0; i < count; i++) {
            int first = i * records;
            var text = new StringBuilder();
            for (int row = 0; row < records; row++) {
                text.append("2310")
                        .append(first + row)
                        .append(',')
                        .append(body, row % 60, 180)
                        .append('\n');
            }
            var message = hub.archive(text.toString());
            hub.ledger.settle(
                    message,
                    IntStream.range(0, records)
                            .mapToObj(row -> ProvedHub.told(row + 1, "R" + (first + row)))
                            .toList());
            messages.add(message);
        }
        hub.jdbc().sql("delete from archive.waiting").update();
    }

    private void tellSizes(long leaves, long records) {
        long log = size("proof.tile") + size("proof.span");
        long outcomes = size("proof.outcomes");
        System.out.printf(
                Locale.ROOT,
                "log: %,d leaves, %.1f bytes a leaf; outcomes %.1f bytes a record%n",
                leaves,
                (double) log / leaves,
                (double) outcomes / records);
    }

    private long size(String table) {
        return hub.jdbc()
                .sql("select pg_total_relation_size(?::regclass)")
                .param(table)
                .query(Long.class)
                .single();
    }

    private void round(int number) throws IOException {
        long begun = System.nanoTime();
        long bytes = bodiesAlone();
        double bodies = seconds(begun);
        begun = System.nanoTime();
        bytes += rowsAlone();
        double rows = seconds(begun);
        begun = System.nanoTime();
        long id = hub.bean(Verifications.class).start("benchmark", null, null, null);
        while (hub.bean(Verifications.class).report(id).orElseThrow().endedAt() == null) {
            hub.bean(Verifying.class).work();
        }
        double check = seconds(begun);
        var report = hub.bean(Verifications.class).report(id).orElseThrow();
        if (!report.faultless()) {
            throw new IllegalStateException("faults: " + report);
        }
        System.out.printf(
                Locale.ROOT,
                "round %d: bodies alone %.2f s, rows alone %.2f s, %,.0f MiB; check %.2f s; alone / check %.2f (bodies"
                        + " only %.2f)%n",
                number,
                bodies,
                rows,
                bytes / 1048576.0,
                check,
                (bodies + rows) / check,
                bodies / check);
    }

    private long bodiesAlone() throws IOException {
        var hash = Hashing.of(HashAlgorithm.SM3);
        long bytes = 0;
        boolean small = hub.bean(Bodies.class).isSmall(messages.get(0).size());
        for (int from = 0; from < messages.size(); from += PIECE) {
            var some = messages.subList(from, Math.min(messages.size(), from + PIECE));
            if (small) {
                bytes += smallAlone(some, hash);
                continue;
            }
            for (var message : some) {
                try (var body = hub.bean(Archive.class).open(message.id())) {
                    var read = body.readAllBytes();
                    hash.digest(read);
                    bytes += read.length;
                }
            }
        }
        return bytes;
    }

    private long smallAlone(List<Message> some, Hashing hash) {
        long bytes = 0;
        var wanted = some.stream()
                .map(one -> new Bodies.Wanted(
                        one.id(), one.size(), java.util.HexFormat.of().parseHex(one.digest())))
                .toList();
        for (var body : hub.bean(Bodies.class).small(wanted).values()) {
            hash.digest(body);
            bytes += body.length;
        }
        return bytes;
    }

    private long rowsAlone() {
        var hash = Hashing.of(HashAlgorithm.SM3);
        long[] bytes = {0};
        for (int from = 0; from < messages.size(); from += PIECE) {
            var ids = messages.subList(from, Math.min(messages.size(), from + PIECE)).stream()
                    .map(Message::id)
                    .toArray(Long[]::new);
            hub.jdbc()
                    .sql("select * from proof.entry where message_id = any (?) order by message_id, row_no")
                    .param(ids)
                    .query(row -> {
                        for (int column = 1; column <= 14; column++) {
                            var value = row.getString(column);
                            if (value != null) {
                                var read = value.getBytes(StandardCharsets.UTF_8);
                                hash.put(read);
                                bytes[0] += read.length;
                            }
                        }
                    });
        }
        hash.finish();
        return bytes[0];
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}

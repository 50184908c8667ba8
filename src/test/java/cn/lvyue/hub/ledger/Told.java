package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A source record as inspection hands it over, with what the ledger's tests vary. */
record Told(String number, int row, Long version, Verdict verdict, long content, Matter matter, Standing standing) {
    Told(String number, int row) {
        this(number, row, null, Verdict.CLEAR, 1, null, Standing.UNCONFIRMED);
    }

    Told version(Long value) {
        return new Told(number, row, value, verdict, content, matter, standing);
    }

    Told verdict(Verdict value) {
        return new Told(number, row, version, value, content, matter, standing);
    }

    Told content(long value) {
        return new Told(number, row, version, verdict, value, matter, standing);
    }

    Told matter(Matter value) {
        return new Told(number, row, version, verdict, content, value, standing);
    }

    Told standing(Standing value) {
        return new Told(number, row, version, verdict, content, matter, value);
    }

    Inspected build() {
        byte[] fields = "{\"TS_LYBH\":\"%s\"}".formatted(number).getBytes(StandardCharsets.UTF_8);
        return new Inspected(
                row,
                "line " + (row + 1),
                number,
                version,
                verdict,
                fields,
                new UUID(0, content),
                matter,
                standing,
                "03",
                List.of());
    }
}

package cn.lvyue.hub.channel.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.lvyue.hub.foreign.Column;
import cn.lvyue.hub.record.TemporaryFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows of a table that may only be read, in the order of their time of change and sequence. Where it stopped is kept in the
 * hub's own database. A row may become visible later than its time says, because its transaction took so long: so reading begins
 * an overlap before the watermark, and rows that were read before and did not change are left out. Once the overlap has gone by
 * on the clock without news, nothing can come behind the watermark any more, and reading begins there.
 */
final class Scanning implements Taking {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** A time of change further ahead than this is a mistake; it must not hide what comes after it. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final String name;
    private final TableSource source;
    private final ForeignTable table;
    private final Handover handover;
    private final WatermarkStore watermarks;
    private final Clock clock;

    Scanning(
            String name,
            TableSource source,
            ForeignTable table,
            Handover handover,
            WatermarkStore watermarks,
            Clock clock) {
        this.name = name;
        this.source = source;
        this.table = table;
        this.handover = handover;
        this.watermarks = watermarks;
        this.clock = clock;
    }

    /** Where reading begins: at a time, or after a row. */
    private record From(@Nullable LocalDateTime time, SourceRow.@Nullable Position after) {}

    @Override
    public void take(int most, BooleanSupplier goOn) {
        var begun = clock.instant();
        var watermark = watermarks.watermark(name);
        var from = begin(watermark);
        int taken = 0;
        while (taken < most && goOn.getAsBoolean()) {
            var start = from;
            var page = table.transaction((connection, shape) -> page(connection, shape, start));
            if (page.isEmpty()) {
                finish(watermark, begun, taken == 0);
                return;
            }
            taken += keepFresh(page) ? 1 : 0;
            from = new From(null, page.get(page.size() - 1).position());
        }
    }

    private From begin(WatermarkStore.Watermark watermark) {
        var position = watermark.position();
        if (position == null) {
            return new From(null, null);
        }
        return watermark.calm()
                ? new From(null, position)
                : new From(position.time().minus(source.overlap()), null);
    }

    private void finish(WatermarkStore.Watermark watermark, Instant begun, boolean nothingNew) {
        var advanced = watermark.advancedAt();
        boolean over = advanced != null && !begun.isBefore(advanced.plus(source.overlap()));
        watermarks.readToTheEnd(name, nothingNew && over, source.overlap());
    }

    /** @return whether there was anything new */
    private boolean keepFresh(List<SourceRow> page) {
        var seen = watermarks.seen(name, page);
        var fresh = page.stream()
                .filter(row -> !row.digest().equals(seen.get(JsonRow.array(row.key()))))
                .toList();
        if (fresh.isEmpty()) {
            return false;
        }
        var body = JsonRow.message(source, fresh).getBytes(UTF_8);
        handover.archive(watermarks.register(name, clock.instant(), body, fresh, last(page)));
        return true;
    }

    private SourceRow.@Nullable Position last(List<SourceRow> page) {
        var latest = LocalDateTime.ofInstant(clock.instant().plus(AHEAD), ZONE);
        for (int i = page.size() - 1; i >= 0; i--) {
            var position = Objects.requireNonNull(page.get(i).position());
            if (!position.time().isAfter(latest)) {
                return position;
            }
        }
        return null;
    }

    private List<SourceRow> page(Connection connection, TableShape shape, From from) throws SQLException {
        var reader = new RowReader(source, shape);
        var time = shape.column(source, String.valueOf(source.time()));
        var sequence = shape.column(source, String.valueOf(source.sequence()));
        if (!time.isMoment()) {
            throw new TemporaryFailure("列 %s 不是时间类型 / column %s is no time".formatted(time.name(), time.name()));
        }
        var there = shape.key().stream()
                .map(key -> " and " + key.sql() + " is not null")
                .collect(Collectors.joining());
        var ordered = "select %s from %s where %s is not null and %s is not null%s%s order by %s, %s"
                .formatted(
                        reader.selection(),
                        shape.sql(),
                        time.sql(),
                        sequence.sql(),
                        there,
                        condition(from, time, sequence),
                        time.sql(),
                        sequence.sql());
        try (var query = table.prepare(connection, source.dialect().first(ordered, source.batch()))) {
            bind(query, from, time, sequence);
            query.setFetchSize(source.batch());
            try (var rows = query.executeQuery()) {
                return RowReader.all(rows, reader, source.batchSize().toBytes());
            }
        }
    }

    private static String condition(From from, Column time, Column sequence) {
        if (from.after() != null) {
            return " and %1$s >= ? and (%1$s > ? or %2$s > ?)".formatted(time.sql(), sequence.sql());
        }
        return from.time() == null ? "" : " and " + time.sql() + " >= ?";
    }

    private static void bind(PreparedStatement query, From from, Column time, Column sequence) throws SQLException {
        var after = from.after();
        if (after != null) {
            time.bind(query, 1, after.time());
            time.bind(query, 2, after.time());
            sequence.bind(query, 3, after.sequence());
        } else if (from.time() != null) {
            time.bind(query, 1, from.time());
        }
    }

    @Override
    public void resume(OpenBatch batch) {
        handover.archive(batch);
    }
}

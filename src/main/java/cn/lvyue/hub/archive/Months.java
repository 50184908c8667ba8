package cn.lvyue.hub.archive;

import jakarta.annotation.PostConstruct;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Sees to it that the partitions of a month are there before something is archived in it. */
@Component("months")
class Months {
    private static final String NO_PARTITION = "23514";

    private final DataSource database;
    private final Clock clock;
    private final Set<Month> open = ConcurrentHashMap.newKeySet();

    Months(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes this month and the next, so that no message has to wait for it at midnight. */
    @PostConstruct
    void prepare() {
        open.clear();
        var month = Month.of(clock.instant());
        open(month);
        open(month.next());
    }

    /** Makes the partitions of the month of a moment if nobody did before, in a transaction of its own. */
    void open(Instant at) {
        open(Month.of(at));
    }

    private void open(Month month) {
        if (open.contains(month)) {
            return;
        }
        try (var connection = database.getConnection()) {
            make(connection, month);
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "月份 %1$s 的分区无法建立 / the partitions of %1$s cannot be made".formatted(month), failed);
        }
        open.add(month);
    }

    private static void make(Connection connection, Month month) throws SQLException {
        try (var statement = connection.prepareStatement("select archive.open_month(?)")) {
            statement.setInt(1, month.digits());
            statement.execute();
        }
    }

    /** Whether it was refused because there is no partition for it. */
    static boolean isMissing(DataIntegrityViolationException refused) {
        return refused.getMostSpecificCause() instanceof SQLException cause && NO_PARTITION.equals(cause.getSQLState());
    }

    /** What was known of a month is no longer true. */
    void forget() {
        open.clear();
    }
}

package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.foreign.Dialect;
import cn.lvyue.hub.foreign.ForeignDatabase;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One front-end table.
 *
 * @param feed whose data it holds; the table's name under {@code hub.tables} if absent
 * @param dialect which database it is
 * @param url JDBC address
 * @param username of an account that may do only what the decision record on tables lists
 * @param password from the environment: {@code ${HT_WYXX_PASSWORD}}
 * @param schema where the table is (MySQL: the database)
 * @param table or view, as it is called in findings; its real name may differ in case
 * @param columns the columns to read; all of them if empty. Columns of {@code status} are never part of the data
 * @param key the columns that tell a row from all others
 * @param time the column with the time of change. Needed without {@code status}
 * @param sequence the column that orders rows of the same time. Needed without {@code status}
 * @param status the columns the hub writes. Without them the table is only read, by a watermark of time and sequence
 * @param overlap without {@code status}: how long after its time of change a row may become visible, because its transaction
 *     took so long
 * @param batch most rows taken in one go, and so most records of one message
 * @param batchSize most bytes of one message; a batch ends with the row that passes it
 * @param maxValue longest value of one column in characters; a longer one is refused with T142
 * @param poll time between two looks at the table
 * @param longestWait the longest time between two looks while the database is away
 * @param openBatches no more rows are taken while so many batches wait for their outcome; those whose message the hub
 *     failed at wait for a person and do not count
 * @param statementTimeout of every statement, and of silence on the connection
 * @param connectTimeout how long a connection may take to come about
 * @param connections most connections held to the foreign database
 * @param keyCheck time between two counts of rows that have no key
 */
record TableSource(
        @Nullable String feed,
        @DefaultValue("postgresql") Dialect dialect,
        @NotBlank String url,
        @NotBlank String username,
        @DefaultValue("") String password,
        @Pattern(regexp = NAME) String schema,
        @Pattern(regexp = NAME) String table,
        @DefaultValue List<@Pattern(regexp = NAME) String> columns,
        @NotEmpty List<@Pattern(regexp = NAME) String> key,
        @Nullable @Pattern(regexp = NAME) String time,
        @Nullable @Pattern(regexp = NAME) String sequence,
        @Nullable @Valid StatusColumns status,
        @DefaultValue("5m") Duration overlap,
        @Min(1) @Max(5_000) @DefaultValue("1000") int batch,
        @DefaultValue("8MB") DataSize batchSize,
        @Min(1) @DefaultValue("262144") int maxValue,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("5m") Duration longestWait,
        @Min(1) @DefaultValue("50") int openBatches,
        @DefaultValue("60s") Duration statementTimeout,
        @DefaultValue("10s") Duration connectTimeout,
        @Min(1) @Max(10) @DefaultValue("2") int connections,
        @DefaultValue("1h") Duration keyCheck) {

    /** What names may look like. */
    static final String NAME = Dialect.NAME;

    @AssertTrue(message = "不写回状态的表须有 time 与 sequence 列 / without status columns, time and sequence are needed")
    boolean isOrdered() {
        return status != null || time != null && sequence != null;
    }

    @AssertTrue(message = "password 所引用的环境变量未设置 / the environment variable that password names is not set")
    boolean isFilledIn() {
        return !password.startsWith("${");
    }

    boolean isReadOnly() {
        return status == null;
    }

    ForeignDatabase.Access access() {
        return new ForeignDatabase.Access(
                dialect, url, username, password, statementTimeout, connectTimeout, connections, isReadOnly());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return schema + "." + table + " at " + url.replaceFirst("[?;].*", "");
    }
}

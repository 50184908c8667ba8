package cn.lvyue.hub.delivery;

import cn.lvyue.hub.foreign.Dialect;
import cn.lvyue.hub.foreign.ForeignDatabase;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Packages as rows of a table in another's database (前置库).
 *
 * @param url JDBC address
 * @param password from the environment
 * @param schema where the table is (MySQL: the database)
 * @param table that takes the records, one a row
 * @param packages table that takes one row a package, the envelope; needed for zero reports
 * @param columns field ids of the standard pack and the columns they go to; a field without one goes to the column of its id.
 *     {@code -} leaves a field out
 * @param statementTimeout of every statement, and of silence on the connection
 * @param lostAfter rows that are gone and gave no receipt after so long may be inserted again, if a person asks for it
 */
record TableSettings(
        @NotNull @DefaultValue("postgresql") Dialect dialect,
        @NotBlank String url,
        @NotBlank String username,
        @DefaultValue("") String password,
        @NotNull @Pattern(regexp = Dialect.NAME) String schema,
        @NotNull @Pattern(regexp = Dialect.NAME) String table,
        @Nullable @Pattern(regexp = Dialect.NAME) String packages,
        @DefaultValue Map<String, @Pattern(regexp = "-|" + Dialect.NAME) String> columns,
        @DefaultValue @Valid Own own,
        @DefaultValue @Valid Words words,
        @DefaultValue("60s") Duration statementTimeout,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("2") @Min(1) @Max(10) int connections,
        @NotNull @DefaultValue("24h") Duration lostAfter) {

    /**
     * The columns that are not data. Those with a default of nothing are left out unless they are named.
     *
     * @param recordNo the record's place in its package, from 1; unique together with the package id
     * @param op what the row says: new, change or removal
     * @param version the record's revision
     * @param time when the row was inserted
     * @param status what the receiver writes: see {@link Words}
     * @param reason why a row was refused
     * @param platformId the receiver's own number of the record
     */
    record Own(
            @DefaultValue("package_id") @Pattern(regexp = Dialect.NAME)
            String packageId,

            @DefaultValue("record_no") @Pattern(regexp = Dialect.NAME)
            String recordNo,

            @DefaultValue("op") @Pattern(regexp = Dialect.NAME)
            String op,

            @DefaultValue("data_version") @Pattern(regexp = Dialect.NAME)
            String version,

            @DefaultValue("tong_time") @Pattern(regexp = Dialect.NAME)
            String time,

            @DefaultValue("sync_status") @Pattern(regexp = Dialect.NAME)
            String status,

            @DefaultValue("error_reason") @Pattern(regexp = Dialect.NAME)
            String reason,

            @DefaultValue("platform_id") @Pattern(regexp = Dialect.NAME)
            String platformId) {}

    /**
     * What the values of {@code op} and {@code sync_status} mean.
     *
     * @param fresh what the hub writes: not yet looked at
     * @param received R1; {@code checked} R2; {@code passed} R3
     * @param stored the last stage of the target
     * @param refused the row will not be taken
     */
    record Words(
            @DefaultValue("0") String added,
            @DefaultValue("1") String changed,
            @DefaultValue("2") String removed,
            @DefaultValue("0") String fresh,
            @DefaultValue("1") List<String> received,
            @DefaultValue List<String> checked,
            @DefaultValue List<String> passed,
            @DefaultValue("2") @NotEmpty List<String> stored,
            @DefaultValue("3") List<String> refused) {

        @AssertTrue(message = "同一个 sync_status 值只能有一个含义 / one value of sync_status can have one meaning only")
        boolean isUnambiguous() {
            var all = Stream.of(List.of(fresh), received, checked, passed, stored, refused)
                    .flatMap(List::stream)
                    .toList();
            return new HashSet<>(all).size() == all.size();
        }
    }

    ForeignDatabase.Access access() {
        return new ForeignDatabase.Access(
                dialect, url, username, password, statementTimeout, connectTimeout, connections, false);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TableSettings[" + schema + "." + table + " at " + url.replaceFirst("[?;].*", "") + "]";
    }
}

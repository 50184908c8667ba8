package cn.lvyue.hub.channel.table;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The columns of a front-end table that the hub writes, and what it writes there.
 *
 * @param column of the status: {@code sync_status}
 * @param fresh values of rows that wait to be taken
 * @param freshWhenNull whether a row without status waits, too
 * @param taken value of rows that are being processed
 * @param done value of rows that are accepted or known already
 * @param rejected value of rows that go back to their sender
 * @param parked value of rows that wait for completion or for a person's decision; that of rejected rows if absent
 * @param reason column for the findings in words: {@code error_reason}; cut to its length
 * @param recordId column for the hub's number of the complaint: {@code platform_id}
 * @param time column for the time of the last change of status: {@code tong_time}
 * @param takenBy column for the batch that took the row. Needed where several installations poll one table
 */
record StatusColumns(
        @DefaultValue("sync_status") @Pattern(regexp = TableSource.NAME)
        String column,

        @DefaultValue("0") @NotEmpty List<String> fresh,
        @DefaultValue("false") boolean freshWhenNull,
        @DefaultValue("1") String taken,
        @DefaultValue("2") String done,
        @DefaultValue("3") String rejected,
        @Nullable String parked,
        @Nullable @Pattern(regexp = TableSource.NAME) String reason,
        @Nullable @Pattern(regexp = TableSource.NAME) String recordId,
        @Nullable @Pattern(regexp = TableSource.NAME) String time,
        @Nullable @Pattern(regexp = TableSource.NAME) String takenBy) {

    /** All columns that are not data. */
    List<String> names() {
        return Stream.of(column, reason, recordId, time, takenBy)
                .filter(name -> name != null && !name.isEmpty())
                .toList();
    }

    String whenParked() {
        return parked == null ? rejected : parked;
    }
}

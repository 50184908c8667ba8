package cn.lvyue.hub.proof;

import cn.lvyue.hub.record.PersonalHolder.Stretch;
import cn.lvyue.hub.signing.DataKeys;
import cn.lvyue.hub.signing.Vault;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Goes through what salts come from and seals it anew under the present data key. */
@Repository
class SaltStore {
    private final JdbcClient jdbc;
    private final Stretches stretches;
    private final ObjectProvider<DataKeys> keys;

    SaltStore(JdbcClient jdbc, Stretches stretches, ObjectProvider<DataKeys> keys) {
        this.jdbc = jdbc;
        this.stretches = stretches;
        this.keys = keys;
    }

    /** Where something is sealed. */
    enum Table {
        OUTCOMES("proof.outcomes", "number", "keys", 1),
        ERASED("proof.erased", "row_no", "salts", -1);

        private final String table;
        private final String number;
        private final String column;
        private final int sign;

        Table(String table, String number, String column, int sign) {
            this.table = table;
            this.number = number;
            this.column = column;
            this.sign = sign;
        }

        String table() {
            return table;
        }
    }

    private record Row(long message, long replay, int number, byte[] sealed) {
        String key() {
            return message + ":" + replay + ":" + number;
        }
    }

    /** Locks what it changes: an erasure may be about to destroy one of the keys. */
    Stretch seal(Table of, @Nullable String after, int rows) {
        var from = after == null
                ? List.of(Long.MIN_VALUE, 0L, 0L)
                : Arrays.stream(after.split(":")).map(Long::valueOf).toList();
        var found = jdbc.sql("select message_id, replay, %2$s as number, %3$s as sealed from %1$s"
                                .formatted(of.table, of.number, of.column)
                        + " where (message_id, replay, %1$s) > (?, ?, ?) order by message_id, replay, %1$s limit ? for update"
                                .formatted(of.number))
                .params(from.get(0), from.get(1), from.get(2), rows)
                .query((row, n) -> new Row(
                        row.getLong("message_id"), row.getLong("replay"), row.getInt("number"), row.getBytes("sealed")))
                .list();
        int current = keys.getObject().current().number();
        var stale = found.stream()
                .filter(row -> Vault.keyOf(row.sealed()) != current)
                .toList();
        stale.forEach(row -> put(of, row));
        return new Stretch(
                found.size() < rows ? null : found.get(found.size() - 1).key(), found.size(), stale.size());
    }

    private void put(Table of, Row row) {
        jdbc.sql("update %s set %s = ? where message_id = ? and replay = ? and %s = ?"
                        .formatted(of.table, of.column, of.number))
                .params(
                        stretches.anew(row.message(), row.replay(), of.sign * row.number(), row.sealed()),
                        row.message(),
                        row.replay(),
                        row.number())
                .update();
    }

    boolean uses(Table of, int dataKey) {
        return jdbc.sql("select exists (select from %s where substring(%s from 2 for 4) = int4send(?))"
                        .formatted(of.table, of.column))
                .param(dataKey)
                .query(Boolean.class)
                .single();
    }
}

package cn.lvyue.hub.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of schema {@code signing}. */
@Repository
class DataKeyStore {
    private static final String SELECT =
            "select number, algorithm, master, wrapped, made_at, retired_at, destroyed_at from signing.data_key";

    private final JdbcClient jdbc;

    DataKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param wrapped none once it is destroyed */
    record Row(DataKey key, byte @Nullable [] wrapped) {}

    List<Row> all() {
        return jdbc.sql(SELECT + " order by number desc")
                .query(DataKeyStore::row)
                .list();
    }

    Optional<Row> find(int number) {
        return jdbc.sql(SELECT + " where number = ?")
                .param(number)
                .query(DataKeyStore::row)
                .optional();
    }

    Optional<Row> newest() {
        return jdbc.sql(SELECT + " where retired_at is null order by number desc limit 1")
                .query(DataKeyStore::row)
                .optional();
    }

    /** @return whether this node was the first to add the number */
    boolean add(DataKey key, byte[] wrapped) {
        return jdbc.sql("""
                                with added as (
                                    insert into signing.data_key (number, algorithm, master, wrapped, made_at)
                                    values (:number, :algorithm, :master, :wrapped, :at)
                                    on conflict do nothing
                                    returning number),
                                retired as (
                                    update signing.data_key set retired_at = :at
                                    where retired_at is null and exists (select from added))
                                select count(*) from added""")
                        .param("number", key.number())
                        .param("algorithm", key.cipher().label())
                        .param("master", key.master())
                        .param("wrapped", wrapped)
                        .param("at", at(key.madeAt()))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    void wrapAnew(int number, String master, byte[] wrapped) {
        jdbc.sql("update signing.data_key set master = ?, wrapped = ? where number = ? and destroyed_at is null")
                .params(master, wrapped, number)
                .update();
    }

    void destroy(int number, Instant at) {
        jdbc.sql(
                        "update signing.data_key set wrapped = null, destroyed_at = ? where number = ? and retired_at is not null")
                .params(at(at), number)
                .update();
    }

    private static OffsetDateTime at(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var made = row.getObject("made_at", OffsetDateTime.class);
        var retired = row.getObject("retired_at", OffsetDateTime.class);
        var destroyed = row.getObject("destroyed_at", OffsetDateTime.class);
        var key = new DataKey(
                row.getInt("number"),
                DataCipher.labelled(row.getString("algorithm")),
                row.getString("master"),
                made.toInstant(),
                retired == null ? null : retired.toInstant(),
                destroyed == null ? null : destroyed.toInstant());
        return new Row(key, row.getBytes("wrapped"));
    }
}

package cn.lvyue.hub.work;

import cn.lvyue.hub.record.PersonalSeal;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is kept of a source record that a person has to look at. */
@Repository
public class WaitingFields {
    private final JdbcClient jdbc;
    private final PersonalSeal seal;

    WaitingFields(JdbcClient jdbc, PersonalSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** The standard's fields as they came, a JSON object of texts, personal data in clear; empty if nothing is kept of it. */
    public Optional<byte[]> of(long messageId, int row) {
        return jdbc.sql(
                        "select fields, personal from work.fields where message_id = ? and row_no = ? and fields is not null limit 1")
                .params(messageId, row)
                .query((found, n) -> seal.whole(
                        new PersonalSeal.Parted(found.getBytes("fields"), found.getBytes("personal")), messageId, row))
                .optional();
    }
}

package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.channel.files.TakenFile.KeptMarker;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of schema {@code files}. */
@Repository
class FilesStore {
    private final JdbcClient jdbc;

    FilesStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers that a file was taken. Its number and destination are given here. */
    void add(
            String source,
            Seen file,
            FeedId feed,
            @Nullable Long messageId,
            @Nullable Finding refusal,
            @Nullable KeptMarker marker,
            Instant now) {
        jdbc.sql("""
                        insert into files.taken (source, name, size, modified, feed, message_id, finding, found, wanted,
                            marker_name, marker, taken_at)
                        values (:source, :name, :size, :modified, :feed, :message, :finding, :found, :wanted,
                            :markerName, :marker, :now)""")
                .param("source", source)
                .param("name", file.name().bytes())
                .param("size", file.size())
                .param("modified", utc(file.modified()))
                .param("feed", feed.value())
                .param("message", messageId)
                .param("finding", refusal == null ? null : refusal.code())
                .param("found", refusal == null ? null : refusal.value())
                .param("wanted", refusal == null ? null : refusal.wanted())
                .param("markerName", marker == null ? null : marker.name().bytes())
                .param("marker", marker == null ? null : marker.content())
                .param("now", utc(now))
                .update();
    }

    /** Files of a place whose result is not yet beside them, in the order they were taken. */
    List<TakenFile> open(String source) {
        return jdbc.sql("select * from files.taken where source = ? and finished_at is null order by no")
                .param(source)
                .query(FilesStore::taken)
                .list();
    }

    /** Those of the given files that were taken and finished as they are now: of a place where files stay. */
    Set<Seen> finished(String source, List<Seen> files) {
        var found = jdbc.sql("""
                        select name, size, modified from files.taken
                        where source = ? and finished_at is not null and sha256(name) in
                            (select sha256(asked) from unnest(?::bytea[]) asked)""")
                .param(source)
                .param(files.stream().map(file -> file.name().bytes()).toArray(byte[][]::new))
                .query(FilesStore::seen)
                .list();
        return Set.copyOf(found);
    }

    void sendTo(long no, PlaceName destination) {
        jdbc.sql("update files.taken set destination = ? where no = ?")
                .params(destination.bytes(), no)
                .update();
    }

    void finish(long no, Instant now) {
        jdbc.sql("update files.taken set finished_at = ? where no = ?")
                .params(utc(now), no)
                .update();
    }

    private static TakenFile taken(ResultSet row, int number) throws SQLException {
        var finding = row.getString("finding");
        var marker = row.getBytes("marker_name");
        var destination = row.getBytes("destination");
        return new TakenFile(
                row.getLong("no"),
                seen(row, number),
                new FeedId(row.getString("feed")),
                row.getObject("message_id", Long.class),
                finding == null
                        ? null
                        : new Finding(
                                finding, Severity.REJECT, null, "", row.getString("found"), row.getString("wanted")),
                marker == null ? null : new KeptMarker(PlaceName.ofBytes(marker), row.getBytes("marker")),
                destination == null ? null : PlaceName.ofBytes(destination));
    }

    private static Seen seen(ResultSet row, int number) throws SQLException {
        return new Seen(
                PlaceName.ofBytes(row.getBytes("name")),
                row.getLong("size"),
                row.getObject("modified", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}

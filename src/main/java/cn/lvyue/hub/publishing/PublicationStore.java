package cn.lvyue.hub.publishing;

import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.PublishedVersions;
import cn.lvyue.hub.publishing.Publications.FileStart;
import cn.lvyue.hub.publishing.Publications.Known;
import cn.lvyue.hub.publishing.Publications.Publication;
import cn.lvyue.hub.publishing.Publications.State;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code version}, {@code file_start} and {@code publication}. */
@Repository
class PublicationStore implements PublishedVersions {
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    PublicationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static String digest(String text) {
        return Sm3.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Placed> approved() {
        return jdbc.sql("""
                        select id, feed, version, effective_at from publishing.publication
                        where state = 'APPROVED' order by effective_at, id""")
                .query((row, n) -> new Placed(
                        row.getLong("id"),
                        new FeedId(row.getString("feed")),
                        row.getString("version"),
                        row.getObject("effective_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Optional<Text> text(FeedId feed, String version) {
        return jdbc.sql("select pack, text from publishing.version where feed = ? and version = ?")
                .params(feed.value(), version)
                .query((row, n) -> new Text(feed, version, row.getString("pack"), row.getString("text")))
                .optional();
    }

    @Override
    public void started(List<Text> files) {
        for (var file : files) {
            keep(file);
            jdbc.sql("""
                            insert into publishing.file_start (feed, version, at)
                            select :feed, :version, :now where :version is distinct from
                                (select version from publishing.file_start where feed = :feed order by id desc limit 1)""")
                    .param("feed", file.feed().value())
                    .param("version", file.version())
                    .param("now", at(clock.instant()))
                    .update();
        }
    }

    void keep(Text text) {
        jdbc.sql("""
                        insert into publishing.version (feed, version, pack, digest, text, first_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        text.feed().value(),
                        text.version(),
                        text.pack(),
                        digest(text.text()),
                        text.text(),
                        at(clock.instant()))
                .update();
    }

    long add(Text text, String base, boolean returns, String author) {
        var now = at(clock.instant());
        return jdbc.sql("""
                        insert into publishing.publication (feed, version, pack, digest, text, base, returns, state, author,
                            created_at, changed_by, changed_at)
                        values (:feed, :version, :pack, :digest, :text, :base, :returns, 'DRAFT', :author, :now, :author, :now)
                        returning id""")
                .param("feed", text.feed().value())
                .param("version", text.version())
                .param("pack", text.pack())
                .param("digest", digest(text.text()))
                .param("text", text.text())
                .param("base", base)
                .param("returns", returns)
                .param("author", author)
                .param("now", now)
                .query(Long.class)
                .single();
    }

    boolean change(long id, Text text, String by) {
        return jdbc.sql("""
                                update publishing.publication set version = :version, pack = :pack, digest = :digest, text = :text,
                                    changed_by = :by, changed_at = :now
                                where id = :id and state = 'DRAFT' and feed = :feed and not returns""")
                        .param("version", text.version())
                        .param("pack", text.pack())
                        .param("digest", digest(text.text()))
                        .param("text", text.text())
                        .param("by", by)
                        .param("now", at(clock.instant()))
                        .param("id", id)
                        .param("feed", text.feed().value())
                        .update()
                > 0;
    }

    /** @return whether it was a draft that was tried as it is, or needs no trial */
    boolean propose(long id, String reason, @Nullable Instant wantedAt, String by) {
        return jdbc.sql("""
                                update publishing.publication p set state = 'PROPOSED', reason = :reason, wanted_at = :wanted,
                                    proposed_by = :by, proposed_at = :now
                                where id = :id and state = 'DRAFT' and (returns or exists (select from publishing.shadow s
                                    where s.publication = p.id and s.version = p.version and s.state = 'DONE'))""")
                        .param("reason", reason)
                        .param("wanted", wantedAt == null ? null : at(wantedAt))
                        .param("by", by)
                        .param("now", at(clock.instant()))
                        .param("id", id)
                        .update()
                > 0;
    }

    /** @param earliest it takes effect then if the moment that is wanted is before */
    boolean approve(long id, String by, Instant earliest) {
        return jdbc.sql("""
                                update publishing.publication set state = 'APPROVED', decided_by = :by, decided_at = :now,
                                    effective_at = greatest(coalesce(wanted_at, :earliest), :earliest)
                                where id = :id and state = 'PROPOSED' and :by not in (author, changed_by, proposed_by)""")
                        .param("by", by)
                        .param("now", at(clock.instant()))
                        .param("earliest", at(earliest))
                        .param("id", id)
                        .update()
                > 0;
    }

    /** @param knownBy what is approved to take effect before is not stopped any more */
    boolean end(long id, State to, String why, String by, Instant knownBy, State... from) {
        var states = List.of(from).stream().map(State::name).toArray(String[]::new);
        return jdbc.sql("""
                                update publishing.publication set state = :to, decision = :why, decided_by = :by, decided_at = :now
                                where id = :id and state = any (:from) and (effective_at is null or effective_at > :known)""")
                        .param("to", to.name())
                        .param("why", why)
                        .param("by", by)
                        .param("now", at(clock.instant()))
                        .param("id", id)
                        .param("from", states)
                        .param("known", at(knownBy))
                        .update()
                > 0;
    }

    Optional<Publication> find(long id) {
        return jdbc.sql("select * from publishing.publication where id = ?")
                .param(id)
                .query(PublicationStore::publication)
                .optional();
    }

    List<Publication> ofFeed(FeedId feed, long before, int limit) {
        return jdbc.sql("select * from publishing.publication where feed = ? and id < ? order by id desc limit ?")
                .params(feed.value(), before, limit)
                .query(PublicationStore::publication)
                .list();
    }

    List<Publication> open() {
        return jdbc.sql("select * from publishing.publication where state in ('DRAFT', 'PROPOSED') order by id limit ?")
                .param(MOST)
                .query(PublicationStore::publication)
                .list();
    }

    List<Publication> unarchived() {
        return jdbc.sql("""
                        select * from publishing.publication where state = 'APPROVED' and document is null
                        order by id limit ?""").param(MOST).query(PublicationStore::publication).list();
    }

    void archived(long id, long document) {
        jdbc.sql("update publishing.publication set document = ? where id = ?")
                .params(document, id)
                .update();
    }

    List<Known> known(FeedId feed) {
        return jdbc.sql("""
                        select version, pack, digest, first_at from publishing.version
                        where feed = ? order by first_at desc, version limit ?""")
                .params(feed.value(), MOST)
                .query((row, n) -> new Known(
                        row.getString("version"),
                        row.getString("pack"),
                        row.getString("digest"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<FileStart> fileStart(FeedId feed) {
        return jdbc.sql("select version, at from publishing.file_start where feed = ? order by id desc limit 1")
                .param(feed.value())
                .query((row, n) -> new FileStart(
                        row.getString("version"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private static Publication publication(ResultSet row, int number) throws SQLException {
        var document = row.getObject("document", Long.class);
        return new Publication(
                row.getLong("id"),
                new Text(
                        new FeedId(row.getString("feed")),
                        row.getString("version"),
                        row.getString("pack"),
                        row.getString("text")),
                row.getString("digest"),
                row.getString("base"),
                row.getBoolean("returns"),
                State.valueOf(row.getString("state")),
                row.getString("author"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                instant(row, "wanted_at"),
                row.getString("proposed_by"),
                instant(row, "proposed_at"),
                row.getString("decided_by"),
                instant(row, "decided_at"),
                row.getString("decision"),
                instant(row, "effective_at"),
                document);
    }
}
